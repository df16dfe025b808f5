-- A share whose numerator is a part of its denominator cannot pass 100 %.
-- The five counts of the accounting identity, and other tests, stand beside.
select i.indicator, i.version, i.org, i.period, i.basis, i.units_reported, i.units_expected
from mart_indicator i
where i.units_reported > i.units_expected
