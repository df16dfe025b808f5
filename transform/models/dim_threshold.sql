-- dim_threshold: the constants of the tests that compare orgs and series, each
-- with its reason: the one place where they stand. A test names a doubt for a
-- person to look into, so they are set to stay silent on clean figures.
with constants as (
    select 1 as seq, 'copy_other_org' as test, 'least_value' as threshold, 100 as value,
        '三位数以上的值才比较：一两位数偶然相同很常见' as reason_zh, 'only figures of three digits or more: smaller ones often agree by chance' as reason_en
    union all select 2, 'copy_other_org', 'most_sharing', 20,
        '同一期同一数据元的同一值在多于 20 个单位出现，说明是通用数，不算抄', 'a figure that more than 20 orgs give is a common one, no sign of copying'
    union all select 3, 'copy_other_org', 'least_equal', 5,
        '三位以上的数偶然相同约千分之二，五项同时相同几乎不会是偶然', 'two figures of three digits agree by chance about twice in a thousand; five at once hardly ever'
    union all select 4, 'copy_other_org', 'least_share', 0.2,
        '相同的占可比的五分之一以上：大表里几项巧合不算', 'a fifth of the comparable figures or more, so that a few in a long form do not count'
    union all select 10, 'peers_unit', 'least_peers', 5,
        '同类单位少于 5 个时中位数不稳', 'a median of fewer than 5 peers is not firm'
    union all select 11, 'peers_unit', 'band', 3,
        '差 10 的整数次方的三倍以内算“接近”：各地人均值通常相差不到三倍', 'within three times either way counts as near a power of ten: values per head seldom differ by more between places'
    union all select 12, 'peers_unit', 'most_spread', 4,
        '同类单位上、下四分位相差四倍以上时，本来就不可比', 'where the quartiles of the peers lie more than four times apart, they cannot be compared'
    union all select 13, 'peers_unit', 'least_value', 200,
        '本值与按中位数推算的值都小于 200 时，小数目本身波动就大', 'where both the figure and what the median would give are below 200, small numbers vary by themselves'
)
select
    r.programme, r.sample,
    cast(c.seq as integer) as seq,
    c.test, c.threshold,
    cast(c.value as decimal(18, 4)) as value,
    c.reason_zh, c.reason_en
from constants c
cross join run r
