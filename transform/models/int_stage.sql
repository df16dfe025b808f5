-- int_stage: every stage of an evaluation that may be shown and every org that
-- may be scored in it: who must score it, and whether it was drawn. Of several
-- draws for one stage the last one counts.
with newest as (
    select
        d.scheme, d.stage, concat('|', d.picked, '|') as picked,
        row_number() over (partition by d.scheme, d.stage order by d.seq desc nulls last) as place
    from fact_decisions d
    where d.kind = 'drawn' and d.scheme <> '' and d.stage <> '' and d.title in ('', 'counties')
)
select
    s.programme, s.sample, s.scheme, s.stage, s.seq, s.org, s.period, p.year, o.kind as level, o.class, o.parent, s.scorer, s.base,
    case when s.scorer = 'self' then s.org when s.scorer = 'parent' and s.reporter = '' then o.parent else s.reporter end as scored_by,
    s.final_order,
    s.draw_max > 0 as by_draw,
    s.draw_max > 0 and coalesce(position(concat('|', s.org, '|') in n.picked) > 0, false) as drawn,
    o.seq as org_seq
from ref_stages s
join int_period p on s.period = p.period
join ref_orgs o on s.org = o.org
left join newest n on s.scheme = n.scheme and s.stage = n.stage and n.place = 1
where not p.history
