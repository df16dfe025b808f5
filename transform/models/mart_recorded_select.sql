-- mart_recorded_select: how each element was counted from single records, each
-- time: the SELECT, who had the figures kept, when, and whether any of them counts.
with counted as (
    select seq, element, count(*) as figures from int_recorded group by seq, element
)
select
    s.programme, s.sample, s.seq, s.element, s.query, s.figures, s.left_out, d.day, d.by, d.reason, s.sha256, s.pack,
    coalesce(c.figures, 0) > 0 as counts
from fact_recorded_selects s
join int_decision d on s.seq = d.seq
left join counted c on s.seq = c.seq and s.element = c.element
