// Package failures shows what failed calls have returned.
package failures

import (
	"fmt"

	"example.test/flow/models/failures/wire"
)

func opened(frame []byte) ([]byte, error) {
	secret, err := wire.Open(frame)
	if err != nil {
		return nil, fmt.Errorf("%x", secret) // want "^a part$"
	}
	return secret, nil
}

func openedByHelper(frame []byte) ([]byte, error) {
	secret, err := open(frame)
	if err != nil {
		return nil, fmt.Errorf("%x", secret) // want "^a part$"
	}
	return secret, nil
}

func open(frame []byte) ([]byte, error) { return wire.Open(frame) }

func parsed(frame []byte) ([]byte, error) {
	secret, err := wire.Parse(frame)
	if err != nil {
		return nil, fmt.Errorf("%x", secret) // want "^nothing$"
	}
	return secret, nil
}

func next(source wire.Source) ([]byte, error) {
	secret, err := source.Next()
	if err != nil {
		return nil, fmt.Errorf("%x", secret) // want "^a part$"
	}
	return secret, nil
}

func last(source wire.Source) ([]byte, error) {
	secret, err := source.Last()
	if err != nil {
		return nil, fmt.Errorf("%x", secret) // want "^nothing$"
	}
	return secret, nil
}
