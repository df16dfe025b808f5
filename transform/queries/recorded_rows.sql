-- recorded_rows: what a pack's SELECT over records gives, in the types of a figure. Its
-- parameters are the place of the element and the element.
insert into int_recorded
select '', false, cast(r.period as varchar), cast(r.org as varchar), cast(e.element as varchar), cast(r.value as decimal(18, 4)), cast(e.seq as integer)
from recorded_select r
cross join (select ? as seq, ? as element) e
