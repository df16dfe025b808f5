-- What stands at a light stayed, came from another, came new or with a task; what
-- stood there the period before stayed or left; a decision of no kind counts here.
with counts as (
    select c.period, c.org, c.light, c.count, c.entered, c.new, c.moved, c.unchanged, c.left, p.seq
    from mart_light_count c
    join int_period p on c.period = p.period
)
select n.period, n.org, n.light, n.count, n.entered, n.new, n.moved, n.unchanged, n.left, b.count as before
from counts n
left join counts b on n.org = b.org and n.light = b.light and n.seq = b.seq + 1
where n.count <> n.entered + n.new + n.moved + n.unchanged
    or coalesce(b.count, 0) <> n.unchanged + n.left
