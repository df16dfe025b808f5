-- The functions that an engine must offer beside standard SQL. They alone may
-- use whole-number arithmetic beyond what the models share with Spark SQL,
-- where they are registered under the same names.

-- units(x): x as a whole number of 10^-8; |x| < 10^22.
create macro units(x) as cast(cast(x as decimal(30, 8)) * 100000000 as hugeint);

-- ratio(n, d): n / d as DECIMAL(18,6), half away from zero, exactly. NULL where
-- a part is NULL, where d is 0, and where the result has more than 12 digits
-- before the point. Twice the numerator plus the denominator is divided by
-- twice the denominator, all in whole numbers: 2 * 10^6 * 10^30 fits HUGEINT.
create macro ratio(n, d) as case when d <> 0 then try_cast(
    cast((2000000 * abs(units(n)) + abs(units(d))) // (2 * abs(units(d)))
        * sign(units(n)) * sign(units(d)) as decimal(38, 0))
    * cast(0.000001 as decimal(7, 6)) as decimal(18, 6)) end;

-- ratio_key(n, d): text that sorts as n / d does, for exact ranks and
-- comparisons: equal texts mean equal fractions. 10^15 is added so that signs
-- do not matter; 48 decimals tell any two fractions apart whose denominators
-- are below 10^14 with 4 decimals. NULL where a part is NULL or d is 0.
create macro key_num(n, d) as units(n) * sign(units(d)) + 1000000000000000 * abs(units(d));
create macro key_rest1(n, d) as key_num(n, d) % abs(units(d));
create macro key_rest2(n, d) as (key_rest1(n, d) * 10000000000000000) % abs(units(d));
create macro key_rest3(n, d) as (key_rest2(n, d) * 10000000000000000) % abs(units(d));
create macro ratio_key(n, d) as case when d <> 0 then concat(
    lpad(cast(key_num(n, d) // abs(units(d)) as varchar), 16, '0'), '.',
    lpad(cast((key_rest1(n, d) * 10000000000000000) // abs(units(d)) as varchar), 16, '0'),
    lpad(cast((key_rest2(n, d) * 10000000000000000) // abs(units(d)) as varchar), 16, '0'),
    lpad(cast((key_rest3(n, d) * 10000000000000000) // abs(units(d)) as varchar), 16, '0')) end;

-- local_day(t): the day in China of an RFC 3339 time; NULL for ''.
create macro local_day(t) as cast(timezone('Asia/Shanghai', cast(nullif(t, '') as timestamptz)) as date);

-- days_between(a, b): whole days from a to b.
create macro days_between(a, b) as cast(b - a as integer);
