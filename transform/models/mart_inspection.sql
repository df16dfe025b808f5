-- mart_inspection: values checked on the ground. What was found is held against
-- the value that was submitted, not the copy of it on the form of the check, which
-- whoever checks can change: where the two differ the row says so. Of several
-- revisions the one counts that did when a result of the check first came in: a
-- figure put right after the check was wrong all the same. If none had come by then,
-- or nothing is found yet, the one that counts now. Where both
-- numbers are there they decide the result, not the word typed.
with ranked as (
    select
        i.programme, i.sample, i.draw as id, i.period, i.org, i.about, i.element, i.reporter, i.reported, i.found, i.verdict, i.note,
        i.submission, i.revision, i.sheet, i.cell,
        row_number() over (
            partition by i.draw, i.org, i.about, i.element, i.reporter
            order by i.period desc nulls last, i.revision desc nulls last, i.submission desc nulls last, i.cell asc nulls last) as place
    from fact_inspections i
    join int_submission s on i.submission = s.submission and i.period = s.period and i.reporter = s.reporter
),
known as (
    select i.draw as id, i.org, i.about, i.element, i.reporter, c.reporter as sender, min(s.received_at) as received_at
    from fact_inspections i
    join fact_submissions s on i.submission = s.submission and i.period = s.period and i.reporter = s.reporter and s.state in ('accepted', 'superseded')
    join int_cell c on i.about = c.period and i.org = c.org and i.element = c.element
    where i.found is not null or i.verdict <> ''
    group by i.draw, i.org, i.about, i.element, i.reporter, c.reporter
),
there as (
    select
        k.id, k.org, k.about, k.element, k.reporter, k.sender, b.part, b.submission, b.revision,
        row_number() over (partition by k.id, k.org, k.about, k.element, k.reporter, b.part order by b.revision desc nulls last, b.submission desc nulls last) as place,
        max(case when b.part = 'workbook' then 1 else 0 end) over (partition by k.id, k.org, k.about, k.element, k.reporter) as has_workbook
    from known k
    join fact_submissions b on k.about = b.period and k.sender = b.reporter and b.received_at <= k.received_at
    where b.state in ('accepted', 'superseded') and b.part not in ('评分', '核查')
),
counted_then as (
    select
        t.id, t.org, t.about, t.element, t.reporter,
        max(t.revision) as revision,
        max(case when f.state = 'reported' then f.value end) as value
    from there t
    left join fact_observations f on t.submission = f.submission and t.about = f.period and t.sender = f.reporter and t.org = f.org and t.element = f.element
    where t.place = 1 and (t.part = 'workbook' or t.has_workbook = 0)
    group by t.id, t.org, t.about, t.element, t.reporter
),
held as (
    select
        r.*, c.value as reported_now,
        case when f.id is null then c.value else f.value end as counted,
        case when f.id is null then c.revision else f.revision end as counted_revision
    from ranked r
    left join int_cell c on r.about = c.period and r.org = c.org and r.element = c.element
    left join counted_then f on r.id = f.id and r.org = f.org and r.about = f.about and r.element = f.element and r.reporter = f.reporter
    where r.place = 1
),
drawn as (
    select distinct d.id, d.pick from mart_draw d where d.what in ('counties', 'values')
)
select
    r.programme, r.sample, r.id, r.period, r.org, r.about, r.element,
    r.reported as reported_form,
    r.counted as reported,
    r.reported is not null and (r.counted is null or r.counted <> r.reported) as form_differs,
    cast(r.counted_revision as integer) as reported_revision,
    r.reported_now,
    r.found,
    cast(r.found - r.counted as decimal(18, 4)) as difference,
    r.verdict,
    case
        when r.found is not null and r.counted is not null then case when r.found = r.counted then 'match' else 'mismatch' end
        when r.verdict <> '' then r.verdict
        else 'pending'
    end as result,
    coalesce(o.id, v.id, '') <> '' as drawn,
    r.reporter, r.note, r.submission, r.revision, r.sheet, r.cell
from held r
left join drawn o on r.id = o.id and r.org = o.pick
left join drawn v on r.id = v.id and concat(r.org, ' ', r.element) = v.pick
