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
    select r.*
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
offered as (
    select f.*, f.seq as offered_to from figures f
    union all
    select f.*, f.seq + 1 as offered_to from figures f
),
equals as (
    select
        a.programme, a.sample, a.period, a.reporter, a.org, a.given_by, a.given_by_en,
        b.period as other_period, b.reporter as other_reporter, b.org as other_org, b.org_name, b.org_name_en,
        a.element_name, a.element_name_en, a.value,
        row_number() over (partition by a.period, a.reporter, a.org, b.period, b.reporter, b.org order by a.value desc nulls last, a.element_seq asc nulls last) as place
    from figures a
    join offered b on a.seq = b.offered_to and a.element = b.element and a.value = b.value and a.org <> b.org
    where not a.history and not a.is_common and not b.is_common
),
-- few pairs agree in enough: only these are looked at further
pairs as (
    select
        e.programme, e.sample, e.period, e.reporter, e.org, e.given_by, e.given_by_en,
        e.other_period, e.other_reporter, e.other_org, e.org_name, e.org_name_en,
        count(*) as equal,
        string_agg(case when e.place <= 3 then concat(e.element_name, ' ', plain(e.value)) end, '、' order by e.place asc nulls last) as such_as,
        string_agg(case when e.place <= 3 then concat(e.element_name_en, ' ', plain(e.value)) end, '; ' order by e.place asc nulls last) as such_as_en
    from equals e
    cross join limits l
    group by e.programme, e.sample, e.period, e.reporter, e.org, e.given_by, e.given_by_en,
        e.other_period, e.other_reporter, e.other_org, e.org_name, e.org_name_en, l.least_equal
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
)
select
    programme, sample, period, org,
    'copy_other_org' as test,
    reporter,
    '' as element,
    '' as indicator,
    other_org,
    '' as sheet,
    '' as cell,
    concat(reporter, '|', other_reporter, '|', other_org, '|', other_period, '|', cast(equal as varchar), '|', cast(comparable as varchar), '|', such_as) as proof,
    concat('三位及以上的数有 ', cast(equal as varchar), ' 项与', org_name, ' ', other_period, ' 的相同，占可比 ', cast(comparable as varchar), ' 项的 ', cast(percent as varchar),
        '%', given_by, '，如：', such_as) as evidence_zh,
    concat(cast(equal as varchar), ' figures of three digits or more are those of ', org_name_en, ' in ', other_period, ', ', cast(percent as varchar), ' % of ',
        cast(comparable as varchar), ' that can be compared', given_by_en, '; such as ', such_as_en) as evidence_en
from chosen
where place = 1
