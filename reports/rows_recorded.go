package reports

import "yigai/internal/parquetio"

// The rows of marts about figures from single records.
type (
	recordedRow struct {
		Period     string           `parquet:"period"`
		Org        string           `parquet:"org"`
		Element    string           `parquet:"element"`
		Reported   parquetio.Number `parquet:"reported"`
		Recorded   parquetio.Number `parquet:"recorded"`
		Difference parquetio.Number `parquet:"difference"`
		Share      parquetio.Number `parquet:"share" scale:"6"`
		State      string           `parquet:"state"`
		Reporter   string           `parquet:"reporter"`
		Submission string           `parquet:"submission"`
		Sheet      string           `parquet:"sheet"`
		Cell       string           `parquet:"cell"`
		Seq        int              `parquet:"seq"`
	}
	recordedSelectRow struct {
		Seq     int            `parquet:"seq"`
		Element string         `parquet:"element"`
		Query   string         `parquet:"query"`
		Figures int            `parquet:"figures"`
		LeftOut int            `parquet:"left_out"`
		Day     parquetio.Date `parquet:"day"`
		By      string         `parquet:"by"`
		Reason  string         `parquet:"reason"`
		SHA256  string         `parquet:"sha256"`
	}
	recordedFileRow struct {
		Seq    int    `parquet:"seq"`
		Table  string `parquet:"record_table"`
		Name   string `parquet:"file_name"`
		SHA256 string `parquet:"sha256"`
		Bytes  int    `parquet:"bytes"`
	}
)
