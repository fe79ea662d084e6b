// Package terminal logs in a person who copies a code.
package terminal

import (
	"context"
	"fmt"

	"golang.org/x/oauth2"
)

func goodCopiedCode(ctx context.Context, config *oauth2.Config) (*oauth2.Token, error) {
	fmt.Println("Open this page and paste the code:", config.AuthCodeURL("state-token", oauth2.AccessTypeOffline))
	var code string
	if _, err := fmt.Scan(&code); err != nil {
		return nil, err
	}
	return config.Exchange(ctx, code)
}
