-- dim_period: periods with their calendar.
select
    programme, sample, period, seq, year, nth, name, first_day, last_day, opens, due, late_after, locked_after, cut_off, history, previous,
    same_last_year
from ref_periods
