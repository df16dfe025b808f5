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
    union all select 20, 'copy_previous', 'least_value', 10,
        '两位及以上的值才比较：一位数本来就常常不变', 'only figures of two digits or more: single digits often stay the same'
    union all select 21, 'copy_previous', 'least_equal', 5,
        '少于五项相同可能是偶然', 'fewer than five may be the same by chance'
    union all select 22, 'copy_previous', 'least_share', 0.35,
        '三分之一以上与上期相同：抄一半、改一半也要看出来', 'more than a third: half a form sent again must show too'
    union all select 23, 'copy_previous', 'above_usual', 0.3,
        '比本单位以往最高的相同比例还高 0.3 以上，才超出它的常态', 'the share must lie 0.3 above the highest of the org itself before: some forms change little'
    union all select 24, 'copy_previous', 'least_share_new', 0.8,
        '没有以往可比的，八成以上相同才存疑', 'where nothing says what is usual, four fifths must be the same'
    union all select 30, 'last_digit', 'least_count', 20,
        '少于 20 个数时尾数分布说明不了问题', 'fewer than 20 figures say nothing about last digits'
    union all select 31, 'last_digit', 'least_value', 10,
        '两位及以上的计数才看尾数', 'only counts of two digits or more have a last digit that is chance'
    union all select 32, 'last_digit', 'least_chi_square', 15,
        '自由度 1 的卡方值 15 约合万分之一：一千个单位一季约误报 0.1 个', 'chi-square of 15 with one degree of freedom is about one in ten thousand, half of it on this side'
    union all select 40, 'above_target', 'band', 0.5,
        '目标上下 0.5 个百分点之内算“刚好”', 'within half a percentage point of the target is just above or just below'
    union all select 41, 'above_target', 'least_indicators', 3,
        '一个单位三个以上指标同时刚好达标才存疑', 'three indicators of one org just above their targets'
    union all select 42, 'above_target', 'least_orgs', 4,
        '一个指标四个以上单位刚好达标才存疑', 'four orgs just above the target of one indicator'
    union all select 43, 'above_target', 'least_share', 0.3,
        '刚好达标的占三成以上', 'three tenths or more of what is judged'
    union all select 44, 'above_target', 'times_below', 3,
        '刚好达标的至少是刚好不达标的三倍：没有人为因素时两边应相近', 'three times as many just above as just below: without steering both sides are alike'
    union all select 45, 'above_target', 'least_denominator', 200,
        '分母小于 200 的，多一个就移动半个百分点以上，刚好达标不稀奇', 'below a denominator of 200 a single case moves the rate by half a point or more'
    union all select 50, 'jump', 'least_periods', 4,
        '不足四期的序列看不出常态', 'fewer than four earlier values say little about what is usual'
    union all select 51, 'jump', 'most_periods', 8,
        '只看最近八期，更早的情况已不可比', 'of the last eight periods only: what lies further back was different'
    union all select 52, 'jump', 'deviations', 9,
        '离中位数九个绝对中位差，约合正态分布的六个标准差', 'nine median absolute deviations, about six standard deviations of a normal series'
    union all select 53, 'jump', 'least_share', 0.5,
        '与中位数、与上期都相差一半以上，并超出以往范围一半：稳定的序列绝对中位差很小，偏斜的序列本来就有高峰', 'half or more away from the median and the period before, and half beyond all earlier values: steady series have a tiny deviation, skewed ones have peaks'
    union all select 54, 'jump', 'least_difference', 50,
        '相差不到 50 的小数目波动是常事', 'small numbers move by less than 50 all the time'
    union all select 60, 'self_review_gap', 'least_orgs', 5,
        '少于 5 个单位时看不出什么是通常的差', 'fewer than 5 orgs do not show which gap is usual'
    union all select 61, 'self_review_gap', 'deviations', 3,
        '离中位数三个绝对中位差，约合正态分布的两个标准差', 'three median absolute deviations, about two standard deviations of a normal series'
    union all select 62, 'self_review_gap', 'least_share', 0.05,
        '离中位数不到满分的百分之五时不算：评分本来有宽严', 'less than 5 of 100 marks from the median is within how strictly people score'
)
select
    r.programme, r.sample,
    cast(c.seq as integer) as seq,
    c.test, c.threshold,
    cast(c.value as decimal(18, 4)) as value,
    c.reason_zh, c.reason_en
from constants c
cross join run r
