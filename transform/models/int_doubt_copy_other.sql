-- int_doubt_copy_other: an org whose figures equal another org's in the same
-- period, or those of the period before. Both are named: which one copied, if
-- any did, a person finds out.
with limits as (
    select
        max(case when threshold = 'least_value' then value end) as least_value,
        max(case when threshold = 'most_sharing' then value end) as most_sharing,
        max(case when threshold = 'least_equal' then value end) as least_equal,
        max(case when threshold = 'least_share' then value end) as least_share
    from dim_threshold
    where test = 'copy_other_org'
),
comparable as (
    select
        r.programme, r.sample, r.period, r.seq, r.history, r.reporter, r.org, r.org_name, r.org_name_en,
        r.element, r.element_seq, r.element_name, r.element_name_en, r.value, r.given_by, r.given_by_en
    from int_reported r
    cross join limits l
    where r.value_type <> 'yes_no' and abs(r.value) >= l.least_value
),
common as (
    select c.period, c.element, c.value
    from comparable c
    cross join limits l
    group by c.period, c.element, c.value, l.most_sharing
    having count(*) > l.most_sharing
),
figures as (
    select c.*, m.period is not null as is_common
    from comparable c
    left join common m on c.period = m.period and c.element = m.element and c.value = m.value
),
rare as (
    select period, seq, history, reporter, org, element, value from figures where not is_common
),
offered as (
    select period, reporter, org, element, value, seq as offered_to from rare
    union all
    select period, reporter, org, element, value, seq + 1 as offered_to from rare
),
-- few pairs agree in enough: only these are looked at further
pairs as (
    select
        a.period, a.reporter, a.org, b.period as other_period, b.reporter as other_reporter, b.org as other_org, count(*) as equal
    from rare a
    join offered b on a.seq = b.offered_to and a.element = b.element and a.value = b.value and a.org <> b.org
    cross join limits l
    where not a.history
    group by a.period, a.reporter, a.org, b.period, b.reporter, b.org, l.least_equal
    having count(*) >= l.least_equal
),
compared as (
    select p.period, p.reporter, p.org, p.other_period, p.other_reporter, p.other_org, count(*) as comparable
    from pairs p
    join figures a on p.period = a.period and p.reporter = a.reporter and p.org = a.org
    join figures b on p.other_period = b.period and p.other_reporter = b.reporter and p.other_org = b.org and a.element = b.element
    group by p.period, p.reporter, p.org, p.other_period, p.other_reporter, p.other_org
),
chosen as (
    select
        p.*, c.comparable,
        cast(ratio(p.equal * 100, c.comparable) as decimal(18, 1)) as percent,
        row_number() over (
            partition by p.period, p.reporter, p.org, p.other_org
            order by p.equal desc nulls last, p.other_period desc nulls last, p.other_reporter asc nulls last) as place
    from pairs p
    join compared c on p.period = c.period and p.reporter = c.reporter and p.org = c.org
        and p.other_period = c.other_period and p.other_reporter = c.other_reporter and p.other_org = c.other_org
    cross join limits l
    where p.equal >= l.least_share * c.comparable
),
placed as (
    select
        c.period, c.reporter, c.org, c.other_period, c.other_reporter, c.other_org,
        a.programme, a.sample, a.given_by, a.given_by_en, b.org_name, b.org_name_en, a.element_name, a.element_name_en, a.value,
        row_number() over (partition by c.period, c.reporter, c.org, c.other_period, c.other_reporter, c.other_org order by a.value desc nulls last, a.element_seq asc nulls last) as place
    from chosen c
    join figures a on c.period = a.period and c.reporter = a.reporter and c.org = a.org
    join figures b on c.other_period = b.period and c.other_reporter = b.reporter and c.other_org = b.org and a.element = b.element and a.value = b.value
    where c.place = 1 and not a.is_common and not b.is_common
),
named as (
    select
        period, reporter, org, other_period, other_reporter, other_org, programme, sample, given_by, given_by_en, org_name, org_name_en,
        string_agg(case when place <= 3 then concat(element_name, ' ', plain(value)) end, '、' order by place asc nulls last) as such_as,
        string_agg(case when place <= 3 then concat(element_name_en, ' ', plain(value)) end, '; ' order by place asc nulls last) as such_as_en
    from placed
    group by period, reporter, org, other_period, other_reporter, other_org, programme, sample, given_by, given_by_en, org_name, org_name_en
)
select
    n.programme, n.sample, c.period, c.org,
    'copy_other_org' as test,
    c.reporter,
    '' as element,
    '' as indicator,
    c.other_org,
    '' as sheet,
    '' as cell,
    concat(c.reporter, '|', c.other_reporter, '|', c.other_org, '|', c.other_period, '|', cast(c.equal as varchar), '|', cast(c.comparable as varchar), '|', n.such_as) as proof,
    concat('三位及以上的数有 ', cast(c.equal as varchar), ' 项与', n.org_name, ' ', c.other_period, ' 的相同，占可比 ', cast(c.comparable as varchar), ' 项的 ', cast(c.percent as varchar),
        '%', n.given_by, '，如：', n.such_as) as evidence_zh,
    concat(cast(c.equal as varchar), ' figures of three digits or more are those of ', n.org_name_en, ' in ', c.other_period, ', ', cast(c.percent as varchar), ' % of ',
        cast(c.comparable as varchar), ' that can be compared', n.given_by_en, '; such as ', n.such_as_en) as evidence_en
from chosen c
join named n on c.period = n.period and c.reporter = n.reporter and c.org = n.org
    and c.other_period = n.other_period and c.other_reporter = n.other_reporter and c.other_org = n.other_org
where c.place = 1
