-- dim_programme: the programme and the run that made these tables.
select
    p.programme, p.sample, p.title, p.title_en, p.short_title, p.short_title_en, p.number, p.issuer, p.issuer_en, p.secretariat, p.issued,
    p.status, p.region, p.pack_hash, r.period, r.as_of, r.mode, r.program_version
from ref_programme p
cross join run r
