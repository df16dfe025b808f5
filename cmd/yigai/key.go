//go:build cgo

package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"yigai/internal/atomicfile"
	"yigai/internal/plainfile"
	"yigai/internal/release"
	"yigai/internal/workspace"
)

func (a *app) keyCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "key", Short: a.t("签名密钥：生成发布用的密钥", "signing keys: make the one that editions are signed with"),
		Args: a.noArgs, RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.newKeyCommand())
	return c
}

func (a *app) newKeyCommand() *cobra.Command {
	var out string
	c := &cobra.Command{
		Use: "new --out FILE", Short: a.t("生成一对密钥（Ed25519），私钥放在工作区以外", "make a key pair (Ed25519), the private half kept outside the workspace"),
		Long: a.t(`写两个文件：FILE 是私钥，只有发布的人保管，不要放进工作区，也不要发给别人；FILE.pub 是公钥，谁都可以有，
用来核对发布版是不是这个单位发的。公钥要写进工作区的 yigai.yaml，命令最后会显示那几行。`,
			`Two files are written: FILE is the private key, kept by whoever publishes, never in the workspace and never sent;
FILE.pub is the public key, for anybody who wants to check that an edition is this office's. The public key goes into
yigai.yaml of the workspace; the lines to add are shown at the end.`),
		Example: "  yigai key new --out ~/yigai-publish.pem", Args: a.noArgs,
		RunE: func(*cobra.Command, []string) error { return a.newKey(out) },
	}
	c.Flags().StringVar(&out, "out", "", a.t("私钥写到哪个文件", "the file for the private key"))
	return c
}

const publicSuffix = ".pub"

// keyBytes is what is read of a file that should hold a key.
const keyBytes = 64 << 10

func (a *app) newKey(out string) error {
	if out == "" {
		return badUse("请用 --out 写明私钥文件", "name the file for the private key with --out")
	}
	if err := outsideWorkspaces(out); err != nil {
		return err
	}
	for _, path := range []string{out, out + publicSuffix} {
		if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
			return badUse("%s 已经存在：密钥不覆盖", "%s exists: a key is never overwritten", path).then("换一个文件名", "choose another name")
		}
	}
	private, public, err := release.NewKey(rand.Reader)
	if err != nil {
		return err
	}
	write := func(data []byte) func(io.Writer) error {
		return func(w io.Writer) error {
			_, err := w.Write(data)
			return err
		}
	}
	if err := errors.Join(atomicfile.Write(out, 0o600, write(private)), atomicfile.Write(out+publicSuffix, 0o644, write(public))); err != nil {
		return err
	}
	key, err := release.ReadPublic(public)
	if err != nil {
		return err
	}
	if a.json {
		return writeJSON(a.Out, map[string]string{"private": out, "public": out + publicSuffix, "fingerprint": release.Fingerprint(key)})
	}
	a.say("私钥：%s（自己保管）\n公钥：%s（可以公开）\n指纹：%s", "private key: %s (keep it)\npublic key: %s (anybody may have it)\nfingerprint: %s", out, out+publicSuffix, release.Fingerprint(key))
	a.say("下一步：把下面几行加进工作区的 yigai.yaml：", "next: add these lines to yigai.yaml of the workspace:")
	fmt.Fprint(a.Out, signerLines(string(public)))
	return nil
}

// signerLines are the lines of yigai.yaml that make a key trusted.
func signerLines(public string) string {
	lines := "signers:\n  - |\n"
	for line := range strings.Lines(public) {
		lines += "    " + line
	}
	return lines
}

// outsideWorkspaces refuses a private key that lies in a workspace, where every
// backup and every copy would take it along.
func outsideWorkspaces(path string) error {
	full, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	if real, err := filepath.EvalSymlinks(filepath.Dir(full)); err == nil {
		full = filepath.Join(real, filepath.Base(full))
	}
	for dir := filepath.Dir(full); ; dir = filepath.Dir(dir) {
		if _, err := os.Lstat(filepath.Join(dir, workspace.SettingsFile)); err == nil {
			return badUse("私钥不能放在工作区里：%s", "a private key must not lie in a workspace: %s", path).
				then("放到工作区以外，最好是只有发布的人能读的地方", "put it outside, best where only those who publish can read it")
		}
		if dir == filepath.Dir(dir) {
			return nil
		}
	}
}

// trusted are the keys whose editions a workspace takes for its own: those in
// yigai.yaml and, for made-up data, the sample key.
func trusted(ws *workspace.Workspace) (release.Trusted, error) {
	keys := release.Trust()
	for i, text := range ws.Settings.Signers {
		if !strings.Contains(text, "BEGIN") { // a file
			path := text
			if !filepath.IsAbs(path) {
				path = ws.Path(path)
			}
			data, err := plainfile.Read(path, keyBytes)
			if err != nil {
				return nil, err
			}
			text = string(data)
		}
		key, err := release.ReadPublic([]byte(text))
		if err != nil {
			return nil, badUse("yigai.yaml 中 signers 的第 %d 项不是公钥（PEM）", "number %d of signers in yigai.yaml is no public key (PEM)", i+1).
				then("写上 yigai key new 显示的那几行", "write the lines there that yigai key new shows")
		}
		keys[release.Fingerprint(key)] = key
	}
	delete(keys, release.Fingerprint(release.SamplePublic()))
	if ws.Settings.Sample {
		keys[release.Fingerprint(release.SamplePublic())] = release.SamplePublic()
	}
	return keys, nil
}
