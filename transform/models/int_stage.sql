-- int_stage: every stage of an evaluation that may be shown and every org that
-- may be scored in it: who must score it, and whether it was drawn. Of several
-- draws for one stage the last one counts, with all the groups drawn under its id.
with draws as (
    select
        d.seq, d.scheme, d.stage, d.id,
        max(d.seq) over (partition by d.scheme, d.stage, d.id) as last_of_id,
        max(d.seq) over (partition by d.scheme, d.stage) as last_of_all
    from int_decision d
    where d.kind = 'drawn' and d.scheme <> '' and d.stage <> '' and d.title in ('', 'counties')
),
picked as (
    select d.scheme, d.stage, p.pick as org
    from draws d
    join fact_drawn p on d.seq = p.seq
    where d.last_of_id = d.last_of_all
    group by d.scheme, d.stage, p.pick
)
select
    s.programme, s.sample, s.scheme, s.stage, s.seq, s.org, s.period, p.year, o.kind as level, o.class, o.parent, o.additive, s.scorer, s.base,
    case s.scorer when 'self' then s.org when 'parent' then o.parent else s.reporter end as scored_by,
    s.final_order,
    s.draw_max > 0 as by_draw,
    s.draw_max > 0 and d.org is not null as drawn,
    o.seq as org_seq
from ref_stages s
join int_period p on s.period = p.period
join ref_orgs o on s.org = o.org
left join picked d on s.scheme = d.scheme and s.stage = d.stage and s.org = d.org
where not p.history
