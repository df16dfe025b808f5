-- Functions about days that the engines write differently.

-- local_day(t): the day in China of an RFC 3339 time; NULL for ''.
create macro local_day(t) as cast(timezone('Asia/Shanghai', cast(nullif(t, '') as timestamptz)) as date);

-- days_between(a, b): whole days from a to b.
create macro days_between(a, b) as cast(b - a as integer);
