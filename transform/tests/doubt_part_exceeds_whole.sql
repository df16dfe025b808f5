-- A share above 100 %: the part was reported greater than its whole.
select m.indicator, m.version, m.org, m.period, m.basis, m.numerator, m.denominator, m.value
from mart_indicator m
join ref_indicators d on m.indicator = d.indicator and m.version = d.version
where d.type = 'ratio' and d.unit = '%' and m.value is not null and (m.numerator > m.denominator or m.numerator < 0)
