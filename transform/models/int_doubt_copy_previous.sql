-- int_doubt_copy_previous: an org of whose figures far more than usual are those
-- it gave the period before. What the check of the file has doubted already is
-- not doubted twice.
with limits as (
    select
        max(case when threshold = 'least_value' then value end) as least_value,
        max(case when threshold = 'least_equal' then value end) as least_equal,
        max(case when threshold = 'least_share' then value end) as least_share,
        max(case when threshold = 'above_usual' then value end) as above_usual,
        max(case when threshold = 'least_share_new' then value end) as least_share_new
    from dim_threshold
    where test = 'copy_previous'
),
figures as (
    select
        r.programme, r.sample, r.period, r.seq, r.history, r.reporter, r.org, r.given_by, r.given_by_en,
        r.element_seq, r.element_name, r.element_name_en, r.value, r.value = r.previous as same
    from int_reported r
    cross join limits l
    where r.value_type <> 'yes_no' and r.basis <> 'year' and r.previous is not null and abs(r.value) >= l.least_value
),
counted as (
    select
        programme, sample, period, seq, history, reporter, org, given_by, given_by_en,
        count(*) as comparable,
        count(case when same then 1 end) as equal
    from figures
    group by programme, sample, period, seq, history, reporter, org, given_by, given_by_en
),
shares as (
    select
        c.*, q.period as before,
        max(case when c.comparable >= l.least_equal then ratio(c.equal, c.comparable) end) over (
            partition by c.reporter, c.org order by c.seq asc nulls last rows between unbounded preceding and 1 preceding) as usual
    from counted c
    cross join limits l
    join int_period p on c.period = p.period
    join int_period q on p.previous = q.period
),
doubted as (
    select f.period, f.reporter from mart_finding f where f.code = 'E-COPY' group by f.period, f.reporter
),
suspects as (
    select s.*
    from shares s
    cross join limits l
    left join doubted d on s.period = d.period and s.reporter = d.reporter
    where not s.history and d.period is null and s.equal >= l.least_equal and s.equal >= l.least_share * s.comparable
        and case when s.usual is null then s.equal >= l.least_share_new * s.comparable else s.equal >= (s.usual + l.above_usual) * s.comparable end
),
-- only of suspects are figures put in order and named
placed as (
    select
        f.period, f.reporter, f.org, f.element_name, f.element_name_en, f.value,
        row_number() over (partition by f.period, f.reporter, f.org order by f.value desc nulls last, f.element_seq asc nulls last) as place
    from figures f
    join suspects s on f.period = s.period and f.reporter = s.reporter and f.org = s.org
    where f.same
),
examples as (
    select
        period, reporter, org,
        string_agg(case when place <= 3 then concat(element_name, ' ', plain(value)) end, '、' order by place asc nulls last) as such_as,
        string_agg(case when place <= 3 then concat(element_name_en, ' ', plain(value)) end, '; ' order by place asc nulls last) as such_as_en
    from placed
    group by period, reporter, org
)
select
    s.programme, s.sample, s.period, s.org,
    'copy_previous' as test,
    s.reporter,
    '' as element,
    '' as indicator,
    '' as other_org,
    '' as sheet,
    '' as cell,
    concat(s.reporter, '|', cast(s.equal as varchar), '|', cast(s.comparable as varchar), '|', e.such_as) as proof,
    concat('可比的 ', cast(s.comparable as varchar), ' 个数有 ', cast(s.equal as varchar), ' 个与上期（', s.before, '）完全相同',
        case when s.usual is null then '，没有以往可比' else concat('，以往最多 ', plain(cast(s.usual * 100 as decimal(18, 0))), '%') end, s.given_by, '，如：', e.such_as) as evidence_zh,
    concat('of ', cast(s.comparable as varchar), ' figures that can be compared, ', cast(s.equal as varchar), ' are those of ', s.before,
        case when s.usual is null then ', with no earlier share to compare' else concat(', where at most ', plain(cast(s.usual * 100 as decimal(18, 0))), ' % was usual') end,
        s.given_by_en, '; such as ', e.such_as_en) as evidence_en
from suspects s
left join examples e on s.period = e.period and s.reporter = e.reporter and s.org = e.org
