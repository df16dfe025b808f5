-- No more units report than are asked, nor a share of people beyond all.
select m.indicator, m.version, m.org, m.period, m.basis, m.units_reported, m.units_expected, m.population_share
from mart_indicator m
where m.units_reported > m.units_expected or m.population_share > 1 or m.population_share < 0
