-- mart_reporting: who was asked, who sent, when and how complete. On time is
-- judged by the first file that was not refused: a later correction does not
-- make an org late. The declared time of sending counts where there is one, and
-- the days are those of the reporter's own calendar. Where first figures are
-- provisional, the final ones are outstanding until they replace them. The sheets
-- 评分 and 核查 alone are no report of an org that is asked for figures or tasks.
with asked as (
    select e.programme, e.sample, e.period, e.reporter from ref_expected e
    union
    select t.programme, t.sample, t.period, t.reporter from ref_expected_tasks t
),
sent as (
    select s.programme, s.sample, s.period, s.reporter
    from fact_submissions s
    join ref_orgs o on s.reporter = o.org
    where s.state in ('accepted', 'superseded', 'refused')
),
pairs as (
    select x.programme, x.sample, x.period, x.reporter as org, max(x.asked) as asked
    from (
        select programme, sample, period, reporter, 1 as asked from asked
        union all
        select programme, sample, period, reporter, 0 as asked from sent
    ) x
    group by x.programme, x.sample, x.period, x.reporter
),
arrived as (
    select
        s.period, s.reporter,
        cast(count(*) as integer) as files,
        cast(count(case when s.state = 'refused' then 1 end) as integer) as refused,
        min(case
            when s.state <> 'refused' and (k.reporter is null or s.part not in ('评分', '核查'))
                then local_day(case when s.sent_at <> '' then s.sent_at else s.received_at end)
        end) as received_on,
        max_by(s.submission, concat(s.received_at, s.submission)) as last_file
    from fact_submissions s
    left join asked k on s.period = k.period and s.reporter = k.reporter
    where s.state in ('accepted', 'superseded', 'refused')
    group by s.period, s.reporter
),
reports as (
    select c.*
    from int_submission c
    left join asked k on c.period = k.period and c.reporter = k.reporter
    where k.reporter is null or c.part not in ('评分', '核查')
),
counted as (
    select
        c.period, c.reporter, c.submission, c.revision,
        row_number() over (
            partition by c.period, c.reporter
            order by case when c.part = 'workbook' then 0 else 1 end asc nulls last, c.part asc nulls last) as place
    from reports c
),
shown as (
    select
        a.period, a.reporter, a.files, a.refused, a.received_on,
        coalesce(c.submission, a.last_file) as submission,
        c.revision,
        c.submission is not null as counts
    from arrived a
    left join counted c on a.period = c.period and a.reporter = c.reporter and c.place = 1
),
proofs as (
    select
        a.period, a.reporter,
        max(case when a.kind = 'scan' then a.revision end) as scan_revision,
        count(distinct case when a.kind = 'evidence' and a.sha256 <> '' then a.sha256 end) as received,
        count(case when a.state = 'named_only' then 1 end) as missing
    from fact_attachments a
    group by a.period, a.reporter
),
cells as (
    select
        x.period, x.reporter, count(*) as expected, count(case when x.filled then 1 end) as reported
    from (
        select e.period, e.reporter, c.state in ('reported', 'not_applicable', 'suppressed') as filled
        from ref_expected e
        left join int_observation c on e.period = c.period and e.reporter = c.reporter and e.org = c.org and e.element = c.element
        where e.required
        union all
        select t.period, t.reporter, r.status <> '' as filled
        from ref_expected_tasks t
        left join int_task_report r on t.period = r.period and t.reporter = r.reporter and t.task = r.task
        where t.required
    ) x
    group by x.period, x.reporter
),
nature as (
    select c.period, c.reporter, max(case when c.provisional then 1 else 0 end) as provisional
    from reports c
    group by c.period, c.reporter
),
days as (
    select q.period, q.history, o.org, coalesce(k.late_after, q.late_after) as late_after, k.final_due
    from int_period q
    cross join ref_orgs o
    left join ref_calendar k on q.period = k.period and o.org = k.org
),
waived as (
    select f.submission, count(*) as doubts from mart_finding f where f.severity = 'doubt' and f.waived group by f.submission
)
select
    p.programme, p.sample, p.period, p.org,
    p.asked = 1 as expected,
    case
        when coalesce(s.counts, false) and f.history then 'history'
        when not coalesce(s.counts, false) then 'missing'
        when s.received_on > q.late_after then 'late'
        else 'on_time'
    end as state,
    s.received_on,
    cast(case when s.received_on > q.late_after then days_between(q.late_after, s.received_on) else 0 end as integer) as days_late,
    s.revision,
    coalesce(s.files, 0) as files,
    coalesce(s.refused, 0) as refused,
    coalesce(s.submission, '') as submission,
    coalesce(f.file_name, '') as file_name,
    coalesce(f.sha256, '') as sha256,
    coalesce(f.findings_error, 0) as findings_error,
    coalesce(f.findings_return, 0) as findings_return,
    cast(coalesce(f.findings_doubt, 0) - coalesce(w.doubts, 0) as integer) as findings_doubt,
    coalesce(f.findings_note, 0) as findings_note,
    cast(coalesce(c.expected, 0) as integer) as cells_expected,
    cast(coalesce(c.reported, 0) as integer) as cells_reported,
    ratio(coalesce(c.reported, 0), coalesce(c.expected, 0)) as completeness,
    coalesce(f.exception, '') as exception,
    cast(a.scan_revision as integer) as scan_revision,
    coalesce(a.scan_revision = s.revision, false) as sealed,
    cast(coalesce(a.received, 0) as integer) as evidence_received,
    cast(coalesce(a.missing, 0) as integer) as evidence_missing,
    case when n.provisional = 1 then 'provisional' when n.provisional = 0 then 'final' else '' end as data_state,
    coalesce(n.provisional = 1 and q.final_due is not null, false) as final_outstanding,
    q.final_due, q.late_after
from pairs p
join days q on p.period = q.period and p.org = q.org
left join shown s on p.period = s.period and p.org = s.reporter
left join fact_submissions f on s.submission = f.submission and s.period = f.period and s.reporter = f.reporter
left join proofs a on p.period = a.period and p.org = a.reporter
left join cells c on p.period = c.period and p.org = c.reporter
left join nature n on p.period = n.period and p.org = n.reporter
left join waived w on s.submission = w.submission
where not q.history
