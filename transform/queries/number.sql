-- number: one published number, by indicator, org, period and basis (twice; ''
-- for the indicator's default). The newest version of a definition is the one that holds.
select
    i.indicator, i.version, i.org, i.period, i.basis, d.name, d.name_en, o.name, o.name_en, d.unit, d.formula_zh, d.formula_en,
    d.type, d.rollup, d.scale, i.numerator, i.denominator, i.value, i.status, i.missing_reason, i.units_reported, i.units_expected
from mart_indicator i
join dim_indicator d on i.indicator = d.indicator and i.version = d.version
join dim_org o on i.org = o.org
where i.indicator = ? and i.org = ? and i.period = ?
    and i.basis = case when ? <> '' then ? when d.default_basis in ('quarter', 'ytd') then d.default_basis else 'point' end
order by i.version desc nulls last
limit 1
