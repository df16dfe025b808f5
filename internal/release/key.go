package release

import (
	"crypto/ed25519"
	"crypto/sha256"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"slices"
)

// The kinds of PEM blocks that keys are kept in, as openssl writes them.
const (
	privateBlock = "PRIVATE KEY"
	publicBlock  = "PUBLIC KEY"
)

// ErrNoKey says that a text holds no Ed25519 key of the kind wanted.
var ErrNoKey = errors.New("no Ed25519 key in PEM form")

// NewKey makes a key pair from random and gives both halves as PEM texts.
func NewKey(random io.Reader) (private, public []byte, err error) {
	pub, priv, err := ed25519.GenerateKey(random)
	if err != nil {
		return nil, nil, fmt.Errorf("make a key: %w", err)
	}
	privateDER, err := x509.MarshalPKCS8PrivateKey(priv)
	if err != nil {
		return nil, nil, fmt.Errorf("make a key: %w", err)
	}
	publicDER, err := x509.MarshalPKIXPublicKey(pub)
	if err != nil {
		return nil, nil, fmt.Errorf("make a key: %w", err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: privateBlock, Bytes: privateDER}),
		pem.EncodeToMemory(&pem.Block{Type: publicBlock, Bytes: publicDER}), nil
}

// ReadPrivate reads the key that signs. The error wraps ErrNoKey.
func ReadPrivate(text []byte) (ed25519.PrivateKey, error) {
	block, _ := pem.Decode(text)
	if block == nil || block.Type != privateBlock {
		return nil, ErrNoKey
	}
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoKey, err)
	}
	private, ok := key.(ed25519.PrivateKey)
	if !ok {
		return nil, ErrNoKey
	}
	return private, nil
}

// ReadPublic reads a key that checks signatures. The error wraps ErrNoKey.
func ReadPublic(text []byte) (ed25519.PublicKey, error) {
	block, _ := pem.Decode(text)
	if block == nil || block.Type != publicBlock {
		return nil, ErrNoKey
	}
	key, err := x509.ParsePKIXPublicKey(block.Bytes)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoKey, err)
	}
	public, ok := key.(ed25519.PublicKey)
	if !ok {
		return nil, ErrNoKey
	}
	return public, nil
}

// Fingerprint names a public key: the SHA-256 of its bytes, in hex.
func Fingerprint(public ed25519.PublicKey) string { return sumOf(public) }

// SampleKey is a key that everybody has: whoever reads this can sign with it. It
// is for made-up data only, so that a demo gives the same bytes everywhere.
func SampleKey() ed25519.PrivateKey {
	seed := sha256.Sum256([]byte("yigai: public sample key, proves nothing"))
	return ed25519.NewKeyFromSeed(seed[:])
}

// SamplePublic is the public half of SampleKey.
func SamplePublic() ed25519.PublicKey { return PublicOf(SampleKey()) }

// PublicOf is the public half of a key.
func PublicOf(private ed25519.PrivateKey) ed25519.PublicKey {
	return slices.Clone(ed25519.PublicKey(private[ed25519.SeedSize:]))
}
