package programme

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// Token ties a workbook to its programme, reporter, period and template
// version: the first 16 hex digits of an HMAC-SHA256 under the workspace's key.
// It shows mix-ups (another county's workbook); it is not a signature.
func Token(key []byte, programme, reporter string, at Period, version string) string {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(strings.Join([]string{programme, reporter, at.String(), version}, "|")))
	return hex.EncodeToString(mac.Sum(nil))[:16]
}
