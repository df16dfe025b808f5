-- What is added into an org is added into all that org is added into, however many
-- levels there are, and into nothing else: right above is the parent of what is
-- additive, further above what lies above the parent. With each unit in the sums
-- of all its ancestors (above_is_sum_of_units), every level is the sum of the one below it.
select a.period, a.org, a.ancestor, o.parent as beyond, 'missing' as wrong
from int_ancestor a
join int_org o on a.period = o.period and a.ancestor = o.org
join int_org p on o.period = p.period and o.parent = p.org
left join int_ancestor b on a.period = b.period and a.org = b.org and o.parent = b.ancestor
where o.additive and (b.org is null or b.distance <> a.distance + 1)
union all
select o.period, o.org, o.parent as ancestor, '' as beyond, 'missing' as wrong
from int_org o
join int_org p on o.period = p.period and o.parent = p.org
left join int_ancestor b on o.period = b.period and o.org = b.org and o.parent = b.ancestor
where o.additive and (b.org is null or b.distance <> 1)
union all
select a.period, a.org, a.ancestor, o.parent as beyond, 'not above' as wrong
from int_ancestor a
left join int_org o on a.period = o.period and a.org = o.org
left join int_ancestor b on o.period = b.period and o.parent = b.org and a.ancestor = b.ancestor
where not coalesce(o.additive, false) or a.distance < 1 or a.distance = 1 and a.ancestor <> o.parent or a.distance > 1 and coalesce(b.distance, 0) + 1 <> a.distance
