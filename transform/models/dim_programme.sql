-- dim_programme: the programme and the run that made these tables.
select
    p.programme, p.sample, p.title, p.title_en, p.short_title, p.short_title_en, p.number, p.issuer, p.issuer_en, p.secretariat, p.secretariat_en, p.issued,
    p.status, p.region, p.pack_hash, p.period_kind, p.ranked_among, p.document_kind, p.addressee, p.copies, p.letterhead,
    p.word_document, p.word_document_en, p.word_total, p.word_total_en, p.word_places, p.word_places_en, p.word_departments, p.word_departments_en,
    r.period, r.as_of, r.mode, r.program_version, r.edition
from ref_programme p
cross join run r
