-- recorded_table: figures that records give, before they are kept, in the columns of
-- the model int_recorded. seq is the place of the element among those asked for.
create table int_recorded (programme varchar, sample boolean, period varchar, org varchar, element varchar, value decimal(18, 4), seq integer)
