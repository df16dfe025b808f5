-- What is added into an org is added into all that org is added into, however many levels there are.
select a.period, a.org, a.ancestor, o.parent
from int_ancestor a
join int_org o on a.period = o.period and a.ancestor = o.org
join int_org p on o.period = p.period and o.parent = p.org
left join int_ancestor b on a.period = b.period and a.org = b.org and o.parent = b.ancestor
where o.additive and (b.org is null or b.distance <> a.distance + 1)
