-- A running total that falls within the year gives no figure for the quarter.
select v.org, v.element, v.period
from int_value v
where v.missing_reason = 'falls' and v.basis = 'quarter'
