-- A figure has a value exactly where one was reported: blank, not applicable,
-- withheld and not received are none of them zero.
select f.period, f.org, f.element, f.state, f.value
from mart_figure f
where (f.value is null) = (f.state = 'reported')
