-- int_score_sheet: what the one who must score wrote about each item, from the
-- submission that counts. Scores that another org typed do not count.
with ranked as (
    select
        f.programme, f.sample, f.scheme, f.stage, f.org, f.item, f.reporter, f.score, f.state, trim(f.evidence) as evidence,
        f.submission, f.revision, f.sheet, f.cell,
        row_number() over (
            partition by f.scheme, f.stage, f.org, f.item
            order by f.revision desc nulls last, f.submission desc nulls last, f.sheet asc nulls last, f.cell asc nulls last) as place
    from fact_scores f
    join int_submission c on f.submission = c.submission and f.period = c.period and f.reporter = c.reporter
    join int_stage s on f.scheme = s.scheme and f.stage = s.stage and f.org = s.org and f.period = s.period and f.reporter = s.scored_by
)
select
    programme, sample, scheme, stage, org, item, reporter,
    case when state = 'reported' then score end as score,
    state, evidence, submission, revision, sheet, cell
from ranked
where place = 1
