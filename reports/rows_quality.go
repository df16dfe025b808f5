package reports

import "yigai/internal/parquetio"

// The rows of marts about how good the figures are, and what came with them.
type (
	qualityRow struct {
		Period    string         `parquet:"period"`
		Org       string         `parquet:"org"`
		Test      string         `parquet:"test"`
		Finding   string         `parquet:"finding"`
		Element   string         `parquet:"element"`
		Indicator string         `parquet:"indicator"`
		Sheet     string         `parquet:"sheet"`
		Cell      string         `parquet:"cell"`
		Zh        string         `parquet:"evidence_zh"`
		En        string         `parquet:"evidence_en"`
		Waived    bool           `parquet:"waived"`
		WaivedBy  string         `parquet:"waived_by"`
		Reason    string         `parquet:"waived_reason"`
		Until     parquetio.Date `parquet:"waived_until"`
	}
	thresholdRow struct {
		Seq       int              `parquet:"seq"`
		Test      string           `parquet:"test"`
		Threshold string           `parquet:"threshold"`
		Value     parquetio.Number `parquet:"value"`
		Zh        string           `parquet:"reason_zh"`
		En        string           `parquet:"reason_en"`
	}
	attachmentRow struct {
		Period         string `parquet:"period"`
		Reporter       string `parquet:"reporter"`
		Revision       int    `parquet:"revision"`
		Kind           string `parquet:"kind"`
		Task           string `parquet:"task"`
		Item           string `parquet:"item"`
		Name           string `parquet:"name"`
		FileName       string `parquet:"file_name"`
		SHA256         string `parquet:"sha256"`
		State          string `parquet:"state"`
		TiedBy         string `parquet:"tied_by"`
		Current        int    `parquet:"current_revision"`
		AttestsCurrent bool   `parquet:"attests_current"`
	}
	reportedRow struct {
		Period   string           `parquet:"period"`
		Org      string           `parquet:"org"`
		Element  string           `parquet:"element"`
		Reporter string           `parquet:"reporter"`
		Value    parquetio.Number `parquet:"value"`
		State    string           `parquet:"state"`
		RawText  string           `parquet:"raw_text"`
		Note     string           `parquet:"note"`
		Sheet    string           `parquet:"sheet"`
		Cell     string           `parquet:"cell"`
	}
)
