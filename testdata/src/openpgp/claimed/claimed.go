// Package claimed believes what messages say of their signatures.
package claimed

import (
	"errors"
	"io"

	"github.com/ProtonMail/go-crypto/openpgp"
)

func badClaimed(r io.Reader, keys openpgp.EntityList) ([]byte, error) {
	md, err := openpgp.ReadMessage(r, keys, nil, nil)
	if err != nil {
		return nil, err
	}
	if !md.IsSigned { // want "CL906: IsSigned is checked, but SignatureError, which says whether the signature is valid, is not; why: an attacker can put any signature on a message"
		return nil, errors.New("not signed")
	}
	return io.ReadAll(md.UnverifiedBody)
}
