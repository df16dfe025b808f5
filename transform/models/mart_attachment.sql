-- mart_attachment: what came beside the workbooks and what each tie proves. A
-- sealed scan attests one revision: a newer one of the same org and period lacks
-- it until it is sealed again.
with counted as (
    select c.period, c.reporter, max(c.revision) as revision
    from int_submission c
    group by c.period, c.reporter
)
select
    a.programme, a.sample, a.period, a.reporter, a.submission, a.revision, a.kind, a.task, a.item, a.name, a.file_name, a.sha256, a.received_at,
    a.state, a.tied_by,
    cast(c.revision as integer) as current_revision,
    a.kind <> 'scan' or coalesce(a.revision = c.revision, false) as attests_current
from fact_attachments a
left join counted c on a.period = c.period and a.reporter = c.reporter
