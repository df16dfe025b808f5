-- Functions about days that the engines write differently.

-- local_day(t): the day in China of an RFC 3339 time; NULL for ''.
create macro local_day(t) as cast(timezone('Asia/Shanghai', cast(nullif(t, '') as timestamptz)) as date);

-- days_between(a, b): whole days from a to b.
create macro days_between(a, b) as cast(b - a as integer);

-- plain(v): a number as people write it: no zeros after the last decimal that counts.
create macro plain(v) as regexp_replace(regexp_replace(cast(v as varchar), '(\.[0-9]*[1-9])0+$', '\1'), '\.0+$', '');

-- finding_id(t): the id of a doubt that says t: F- and ten hexadecimal digits.
create macro finding_id(t) as concat('F-', substr(sha256(t), 1, 10));

-- key_whole(k), key_part(k, n): what ratio_key wrote as k before and after the point,
-- the latter cut after n decimals. Short texts become numbers a hundred times faster
-- than one of 32 digits.
create macro key_whole(k) as cast(substring(k, 1, 16) as bigint) - 1000000000000000;
create macro key_part(k, n) as concat('0.', substring(k, 17, n));

-- key_value(k): the number that ratio_key wrote as k, cut after sixteen decimals.
create macro key_value(k) as cast(key_whole(k) as decimal(38, 16)) + cast(key_part(k, 16) as decimal(17, 16));

-- key_cut(k): the same cut after ten decimals, so that nothing is rounded up.
create macro key_cut(k) as cast(cast(key_whole(k) as decimal(38, 10)) + cast(key_part(k, 10) as decimal(11, 10)) as decimal(18, 10));

-- text_hash(t): the SHA-256 of a text, in hexadecimal digits.
create macro text_hash(t) as sha256(t);

-- hash_number(h, n): fifteen hexadecimal digits of a hash, from the n-th on, as a number.
create macro hash_number(h, n) as cast(concat('0x', substr(h, n, 15)) as bigint);

-- ten_thousandths(v): a DECIMAL(18,4) as a whole number, NULL where its digits do not fit.
create macro ten_thousandths(v) as case when abs(v) < 10000000000 then cast(v * 10000 as bigint) end;

-- scaled_ratio(n, s, d): ratio(n * s, d) of three DECIMAL(18,4), and its key. All but the
-- largest figures fit machine words, in which that takes a fifth of the time.
create macro scaled_ratio(n, s, d) as coalesce(
    cast(cast(small_ratio(ten_thousandths(n), ten_thousandths(s), ten_thousandths(d)) as decimal(12, 0)) * cast(0.000001 as decimal(6, 6)) as decimal(18, 6)),
    ratio(cast(n as decimal(19, 4)) * s, d));
create macro scaled_ratio_key(n, s, d) as coalesce(
    small_ratio_key(ten_thousandths(n), ten_thousandths(s), ten_thousandths(d)),
    ratio_key(cast(n as decimal(19, 4)) * s, d));
