-- int_doubt_last_digit: an org whose counts end in 0 or 5 far more often than
-- one in five. With n counts of which h do, chi-square is (5h - n)^2 over 4n.
with limits as (
    select
        max(case when threshold = 'least_count' then value end) as least_count,
        max(case when threshold = 'least_value' then value end) as least_value,
        max(case when threshold = 'least_chi_square' then value end) as least_chi_square
    from dim_threshold
    where test = 'last_digit'
),
counted as (
    select
        r.programme, r.sample, r.period, r.reporter, r.org, r.given_by, r.given_by_en,
        count(*) as n,
        count(case when mod(cast(r.value as bigint), 5) = 0 then 1 end) as round
    from int_reported r
    cross join limits l
    where not r.history and r.value_type = 'count' and r.value = floor(r.value) and r.value >= l.least_value
    group by r.programme, r.sample, r.period, r.reporter, r.org, r.given_by, r.given_by_en
)
select
    c.programme, c.sample, c.period, c.org,
    'last_digit' as test,
    c.reporter,
    '' as element,
    '' as indicator,
    '' as other_org,
    '' as sheet,
    '' as cell,
    concat(c.reporter, '|', cast(c.round as varchar), '|', cast(c.n as varchar)) as proof,
    concat(cast(c.n as varchar), ' 个两位及以上的计数有 ', cast(c.round as varchar), ' 个以 0 或 5 结尾，通常约 ', plain(cast(ratio(c.n, 5) as decimal(18, 0))), ' 个', c.given_by) as evidence_zh,
    concat(cast(c.round as varchar), ' of ', cast(c.n as varchar), ' counts of two digits or more end in 0 or 5, where about ',
        plain(cast(ratio(c.n, 5) as decimal(18, 0))), ' would be usual', c.given_by_en) as evidence_en
from counted c
cross join limits l
where c.n >= l.least_count and c.round * 5 > c.n and (c.round * 5 - c.n) * (c.round * 5 - c.n) >= l.least_chi_square * 4 * c.n
