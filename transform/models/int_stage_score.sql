-- int_stage_score: what each org has at each stage before anybody adjusted the
-- whole: the sum of its items, or the figure it was given; the mean of its parts
-- is for int_final. Marks keep sixteen decimals, their sum counts to ten: what
-- differs from a cut-off by less is the cut-off (three thirds are a whole).
-- A stage that nobody handed in has no score; what its items would give is kept
-- beside it, for an org of which nothing else is known.
with summed as (
    select
        i.scheme, i.stage, i.org,
        cast(sum(i.marks) as decimal(18, 10)) as score,
        cast(sum(i.full_marks) as decimal(18, 4)) as full_marks,
        bool_or(i.handed_in) as handed_in,
        count(*) as items,
        count(case when i.reason not in ('not_handed_in', 'no_score', 'no_data', 'not_applicable') then 1 end) as items_scored,
        count(case when i.reason = 'no_evidence' then 1 end) as items_unproven,
        bool_or(i.adjusted is not null) as adjusted
    from int_score i
    group by i.scheme, i.stage, i.org
)
select
    s.programme, s.sample, s.scheme, s.stage, s.seq, s.org, s.period, s.year, s.level, s.class, s.parent, s.additive, s.scorer, s.base, s.final_order,
    s.by_draw, s.drawn,
    case
        when s.by_draw and not s.drawn then null
        when s.base = 'items' and m.handed_in then m.score
        when s.base like 'element:%' then cast(c.value as decimal(18, 10))
    end as score,
    case when s.base = 'items' and not s.by_draw then m.score end as score_unsent,
    m.full_marks,
    coalesce(m.handed_in, c.value is not null) as handed_in,
    cast(case when s.base = 'items' then coalesce(m.items, 0) else 1 end as integer) as items,
    cast(case when s.base = 'items' then coalesce(m.items_scored, 0) when c.value is not null then 1 else 0 end as integer) as items_scored,
    cast(coalesce(m.items_unproven, 0) as integer) as items_unproven,
    coalesce(m.adjusted, false) as adjusted,
    s.org_seq
from int_stage s
left join summed m on s.scheme = m.scheme and s.stage = m.stage and s.org = m.org
left join int_cell c on s.base = concat('element:', c.element) and s.org = c.org and s.period = c.period and c.state = 'reported'
