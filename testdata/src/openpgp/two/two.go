// Package two reads messages with the second version of the package.
package two

import (
	"errors"
	"io"

	openpgp "github.com/ProtonMail/go-crypto/openpgp/v2"
)

func goodSigner(r io.Reader, keys openpgp.EntityList) ([]byte, error) {
	md, err := openpgp.ReadMessage(r, keys, nil, nil)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(md.UnverifiedBody)
	if err != nil {
		return nil, err
	}
	if !md.IsSigned || len(md.SignatureCandidates) == 0 || md.SignatureCandidates[0].SignatureError != nil {
		return nil, errors.New("not signed by a known key")
	}
	return body, nil
}
