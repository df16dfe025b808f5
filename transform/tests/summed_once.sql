-- Nothing is summed twice: no unit whose figures are added up above lies inside
-- another one that is added into the same org, unless only the greatest or least counts.
select u.indicator, u.version, u.period, u.basis, u.org, w.org as inside, t.ancestor as summed_in
from int_unit u
join ref_indicators d on u.indicator = d.indicator and u.version = d.version
join int_ancestor a on u.period = a.period and u.org = a.org
join int_unit w on a.ancestor = w.org and u.indicator = w.indicator and u.version = w.version and u.period = w.period and u.basis = w.basis
join int_ancestor t on w.period = t.period and w.org = t.org
left join int_unit own on t.ancestor = own.org and u.indicator = own.indicator and u.version = own.version and u.period = own.period and u.basis = own.basis
where u.summed and w.summed and own.org is null and d.rollup in ('sum', 'ratio_of_sums', 'share_yes')
