-- mart_restatement: what the newest earlier edition that had the period said, and
-- what holds now, where the two differ, and why: another definition, other files,
-- other decisions, or none of these: then the programme, or the program. Where
-- only the rank moved, what moved its peers is why.
with now as (
    select v.* from mart_vintage v join run g on v.edition = g.edition
),
had as (
    select p.kind, p.period, max(p.edition) as edition from int_published p group by p.kind, p.period
),
paired as (
    select
        coalesce(n.programme, t.programme) as programme,
        coalesce(n.sample, t.sample) as sample,
        coalesce(t.edition, h.edition) as edition,
        coalesce(n.kind, t.kind) as kind,
        coalesce(n.subject, t.subject) as subject,
        coalesce(n.basis, t.basis) as basis,
        coalesce(n.org, t.org) as org,
        coalesce(n.period, t.period) as period,
        coalesce(n.version, '') as version,
        coalesce(t.version, '') as version_then,
        t.value as published,
        coalesce(t.text, '') as published_text,
        t.rank as rank_then,
        coalesce(t.status, '') as status_then,
        n.value as now,
        coalesce(n.text, '') as now_text,
        n.rank as rank_now,
        coalesce(n.status, '') as status_now,
        n.value is distinct from t.value or coalesce(n.text, '') <> coalesce(t.text, '') as is_changed,
        n.rank is distinct from t.rank or coalesce(n.status, '') <> coalesce(t.status, '') as is_moved,
        coalesce(t.submissions, '') as submissions_then,
        coalesce(n.submissions, '') as submissions_now,
        coalesce(t.decisions, '') as decisions_then,
        coalesce(n.decisions, '') as decisions_now,
        coalesce(t.sources, '') as sources_then,
        coalesce(n.sources, '') as sources_now,
        coalesce(n.suppressed, false) or coalesce(t.suppressed, false) as suppressed
    from now n
    full join int_published t on n.kind = t.kind and n.subject = t.subject and n.basis = t.basis and n.org = t.org and n.period = t.period
    left join had h on n.kind = h.kind and n.period = h.period
),
differing as (
    select
        p.*,
        case
            when p.version <> p.version_then and p.version <> '' and p.version_then <> '' then 'definition'
            when p.submissions_now <> p.submissions_then or p.kind = 'indicator' and p.sources_now <> p.sources_then then 'file'
            when p.decisions_now <> p.decisions_then then 'decision'
            else 'programme'
        end as own_cause
    from paired p
    where p.edition is not null and (p.is_changed or p.is_moved)
),
peers as (
    select
        kind, subject, basis, period,
        min(case own_cause when 'file' then 1 when 'decision' then 2 when 'definition' then 3 else 4 end) as cause_place
    from differing
    where is_changed
    group by kind, subject, basis, period
),
caused as (
    select
        d.*, d.is_changed or q.kind is null or d.rank_now is not distinct from d.rank_then as is_own,
        case
            when d.is_changed or q.kind is null or d.rank_now is not distinct from d.rank_then then d.own_cause
            when q.cause_place = 1 then 'file'
            when q.cause_place = 2 then 'decision'
            when q.cause_place = 3 then 'definition'
            else 'programme'
        end as cause
    from differing d
    left join peers q on d.kind = q.kind and d.subject = q.subject and d.basis = q.basis and d.period = q.period
),
-- what only moved in rank was moved by its peers: of all in a table the same (org '')
blamed_figures as (
    select
        c.kind, c.subject, c.basis, c.org, c.period, c.org as by_org, c.submissions_then, c.submissions_now, c.decisions_then, c.decisions_now,
        c.kind = 'indicator' and c.submissions_then = '' and c.submissions_now = '' as is_summed
    from caused c
    where c.is_own
    union all
    select
        d.kind, d.subject, d.basis, '' as org, d.period, d.org as by_org, d.submissions_then, d.submissions_now, d.decisions_then, d.decisions_now,
        d.kind = 'indicator' and d.submissions_then = '' and d.submissions_now = '' as is_summed
    from differing d
    join (select kind, subject, basis, period from caused where not is_own group by kind, subject, basis, period) c
        on c.kind = d.kind and c.subject = d.subject and c.basis = d.basis and c.period = d.period
    where d.is_changed
),
-- a figure summed from below lists no files: those of its units are why
blamed as (
    select kind, subject, basis, org, period, submissions_then, submissions_now, decisions_then, decisions_now from blamed_figures where not is_summed
    union all
    select b.kind, b.subject, b.basis, b.org, b.period, u.submissions_then, u.submissions_now, u.decisions_then, u.decisions_now
    from blamed_figures b
    join int_ancestor a on b.period = a.period and b.by_org = a.ancestor
    join paired u on b.kind = u.kind and b.subject = u.subject and b.basis = u.basis and a.org = u.org and b.period = u.period
    where b.is_summed and u.submissions_now <> u.submissions_then
),
lists as (
    select submissions_then, submissions_now from blamed where submissions_now <> submissions_then group by submissions_then, submissions_now
),
new_in_lists as (
    select l.submissions_then, l.submissions_now, s.submission, s.reporter, s.period, s.revision
    from lists l
    join int_submission s on concat('|', l.submissions_now, '|') like concat('%|', s.submission, '|%')
        and concat('|', l.submissions_then, '|') not like concat('%|', s.submission, '|%')
),
new_files as (
    select
        b.kind, b.subject, b.basis, b.org, b.period, s.submission,
        concat(o.name, ' ', s.period, ' 第 ', cast(s.revision as varchar), ' 版') as words,
        concat(coalesce(nullif(o.name_en, ''), o.name), ', ', s.period, ', revision ', cast(s.revision as varchar)) as words_en
    from blamed b
    join new_in_lists s on b.submissions_then = s.submissions_then and b.submissions_now = s.submissions_now
    join dim_org o on s.reporter = o.org
    group by b.kind, b.subject, b.basis, b.org, b.period, s.submission, s.period, s.revision, o.name, o.name_en
),
placed_files as (
    select f.*, row_number() over (partition by f.kind, f.subject, f.basis, f.org, f.period order by f.words asc nulls last, f.submission asc nulls last) as place
    from new_files f
),
files as (
    select
        kind, subject, basis, org, period, count(*) as files,
        string_agg(submission, '|' order by submission asc nulls last) as submissions_new,
        string_agg(case when place <= 3 then words end, '、' order by place asc nulls last) as words,
        string_agg(case when place <= 3 then words_en end, '; ' order by place asc nulls last) as words_en
    from placed_files
    group by kind, subject, basis, org, period
),
new_decisions as (
    select b.kind, b.subject, b.basis, b.org, b.period, d.seq
    from blamed b
    join fact_decisions d on (concat('|', b.decisions_now, '|') like concat('%|', cast(d.seq as varchar), '|%'))
        <> (concat('|', b.decisions_then, '|') like concat('%|', cast(d.seq as varchar), '|%'))
    group by b.kind, b.subject, b.basis, b.org, b.period, d.seq
),
decisions as (
    select kind, subject, basis, org, period, string_agg(cast(seq as varchar), '、' order by seq asc nulls last) as seqs
    from new_decisions
    group by kind, subject, basis, org, period
)
select
    c.programme, c.sample, c.edition, c.kind, c.subject, c.version, c.version_then, c.basis, c.org, c.period,
    c.published, c.published_text, c.rank_then, c.status_then, c.now, c.now_text, c.rank_now, c.status_now,
    try_cast(cast(c.now as decimal(19, 6)) - c.published as decimal(18, 6)) as change,
    c.cause,
    case
        when c.cause = 'file' and f.files > 3 then concat(f.words, ' 等 ', cast(f.files as varchar), ' 份报送')
        when c.cause = 'file' then coalesce(f.words, '有报送不再计入')
        when c.cause = 'decision' then concat('日志第 ', coalesce(s.seqs, '?'), ' 号决定')
        when c.cause = 'definition' and c.is_own then concat('指标定义由 ', c.version_then, ' 版改为 ', c.version, ' 版')
        when c.cause = 'definition' then '指标定义有变'
        else '方案（目标、单位、公式）或程序有变，报送和决定未变'
    end as cause_detail_zh,
    case
        when c.cause = 'file' and f.files > 3 then concat(f.words_en, ' and others, ', cast(f.files as varchar), ' files')
        when c.cause = 'file' then coalesce(f.words_en, 'a file counts no longer')
        when c.cause = 'decision' then concat('journal entry ', coalesce(s.seqs, '?'))
        when c.cause = 'definition' and c.is_own then concat('definition ', c.version, ' for ', c.version_then)
        when c.cause = 'definition' then 'another definition'
        else 'the programme (targets, orgs, formulas) or the program changed; files and decisions did not'
    end as cause_detail_en,
    case when c.cause = 'file' then coalesce(f.submissions_new, '') else '' end as submissions_new,
    c.suppressed
from caused c
left join files f on c.kind = f.kind and c.subject = f.subject and c.basis = f.basis and c.period = f.period and f.org = case when c.is_own then c.org else '' end
left join decisions s on c.kind = s.kind and c.subject = s.subject and c.basis = s.basis and c.period = s.period and s.org = case when c.is_own then c.org else '' end
