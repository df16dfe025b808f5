-- int_score: the marks of every item of every org, stage by stage, and why. A
-- score by hand counts within 0 and the full marks; where an indicator proposes
-- marks, a typed score goes before it; where evidence is asked for and neither
-- named nor received, nothing is scored; what a named person decided goes before all.
-- A name counts whole, between marks that part names: 1.pdf is not 11.pdf.
with proofs as (
    select a.period, a.reporter, a.item, max(a.name) as name
    from fact_attachments a
    where a.kind = 'evidence' and a.item <> '' and a.sha256 <> ''
    group by a.period, a.reporter, a.item
),
spelled as (
    select distinct
        a.period, a.reporter, a.item, a.name,
        concat('|', translate(lower(a.name), concat('、，,;；。《》“” ', chr(9), chr(10), chr(13)), '||||||||||||||'), '|') as whole
    from fact_attachments a
    where a.kind = 'evidence' and a.name <> '' and a.sha256 <> ''
),
named as (
    select t.scheme, t.stage, t.org, t.item, count(*) as files
    from int_score_sheet t
    join int_stage s on t.scheme = s.scheme and t.stage = s.stage and t.org = s.org
    join spelled a on s.period = a.period and t.reporter = a.reporter and t.item = a.item
    where position(a.whole in concat('|', translate(lower(t.evidence), concat('、，,;；。《》“” ', chr(9), chr(10), chr(13)), '||||||||||||||'), '|')) > 0
    group by t.scheme, t.stage, t.org, t.item
),
asked as (
    select
        s.programme, s.sample, s.scheme, s.stage, s.org, s.period, s.year, s.by_draw, s.drawn, s.scored_by,
        c.item, c.seq, c.dimension, c.full_marks, c.method, c.evidence_required,
        t.score as typed, t.state, coalesce(t.evidence, '') as evidence, t.reporter, t.submission, t.revision, t.sheet, t.cell,
        x.indicator, x.indicator_value, case when c.method = 'hand' then null else x.computed end as computed,
        j.value as adjusted, j.seq as adjusted_seq, j.by as adjusted_by, j.reason as adjusted_reason,
        case
            when n.files > 0 or (s.scored_by = s.org and p.item is not null) then 'received'
            when t.evidence <> '' then 'named_only'
            else 'none'
        end as evidence_state
    from int_stage s
    join ref_scoring c on s.scheme = c.scheme and s.stage = c.stage
    left join int_score_sheet t on s.scheme = t.scheme and s.stage = t.stage and s.org = t.org and c.item = t.item
    left join int_score_computed x on s.scheme = x.scheme and s.stage = x.stage and s.org = x.org and c.item = x.item
    left join int_adjustment j on s.scheme = j.scheme and s.stage = j.stage and s.org = j.org and c.item = j.item
        and j.newest and j.value is not null
    left join proofs p on s.period = p.period and s.org = p.reporter and c.item = p.item
    left join named n on s.scheme = n.scheme and s.stage = n.stage and s.org = n.org and c.item = n.item
    where s.base = 'items'
),
handed as (
    select
        a.scheme, a.stage, a.org,
        bool_or(a.adjusted is not null or (a.method <> 'indicator' and coalesce(a.state in ('reported', 'not_applicable'), false)) or a.evidence <> '')
            or bool_and(a.method = 'indicator' and not a.evidence_required) as handed_in
    from asked a
    group by a.scheme, a.stage, a.org
),
weighed as (
    select
        a.*, h.handed_in,
        case when a.method = 'indicator' then null else a.typed end as by_hand,
        a.method <> 'indicator' and coalesce(a.state = 'not_applicable', false) as is_not_applicable
    from asked a
    join handed h on a.scheme = h.scheme and a.stage = h.stage and a.org = h.org
),
judged as (
    select
        w.*,
        case
            when w.by_draw and not w.drawn then 'not_drawn'
            when w.is_not_applicable then 'not_applicable'
            when w.by_hand is null and w.computed is null and w.method = 'hand' and not w.handed_in then 'not_handed_in'
            when w.by_hand is null and w.computed is null and w.method = 'hand' then 'no_score'
            when w.by_hand is null and w.computed is null then 'no_data'
            when w.evidence_required and w.evidence_state = 'none' then 'no_evidence'
            when w.by_hand > w.full_marks then 'above_full'
            when w.by_hand < 0 then 'below_zero'
            when w.by_hand is null and w.method = 'both' then 'proposal'
            else ''
        end as reason
    from weighed w
),
counted as (
    select
        j.*,
        cast(case
            when j.reason in ('not_drawn', 'not_applicable', 'not_handed_in', 'no_score', 'no_data', 'no_evidence', 'below_zero') then 0
            when j.reason = 'above_full' then j.full_marks
            when j.by_hand is not null then j.by_hand
            else j.computed
        end as decimal(38, 16)) as original
    from judged j
)
select
    programme, sample, scheme, stage, org, item, seq, period, year, dimension, full_marks, method, typed, computed,
    adjusted,
    original,
    case
        when adjusted is null then original
        when adjusted > full_marks then cast(full_marks as decimal(38, 16))
        when adjusted < 0 then cast(0 as decimal(38, 16))
        else cast(adjusted as decimal(38, 16))
    end as marks,
    case when adjusted is not null then 'adjusted' else reason end as reason,
    handed_in,
    coalesce(indicator, '') as indicator,
    indicator_value, evidence_required, evidence_state, evidence, by_draw, drawn,
    coalesce(reporter, '') as reporter,
    coalesce(submission, '') as submission,
    revision,
    coalesce(sheet, '') as sheet,
    coalesce(cell, '') as cell,
    coalesce(adjusted_by, '') as adjusted_by,
    coalesce(adjusted_reason, '') as adjusted_reason,
    adjusted_seq
from counted
