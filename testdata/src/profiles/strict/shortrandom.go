package strict

import (
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"
	"github.com/pquerna/otp/totp"
)

func badSkew(code, secret string) (bool, error) {
	return totp.ValidateCustom(code, secret, time.Now(), totp.ValidateOpts{
		Skew: 5, // want `CL405: one-time passwords of 5 periods before and after are accepted`
	})
}

func badSkewOfVariable(code, secret string) (bool, error) {
	options := totp.ValidateOpts{Digits: otp.DigitsSix}
	options.Skew = 2 // want `CL405: one-time passwords of 2 periods`
	return totp.ValidateCustom(code, secret, time.Now(), options)
}

func badSecretSize(account string) (*otp.Key, error) {
	return totp.Generate(totp.GenerateOpts{
		Issuer: "toolshed", AccountName: account,
		SecretSize: 8, // want `CL405: the secret of one-time passwords has only 8 bytes`
	})
}

func badSecretSizeOfHOTP(account string) (*otp.Key, error) {
	return hotp.Generate(hotp.GenerateOpts{Issuer: "toolshed", AccountName: account, SecretSize: 10}) // want `CL405: .* only 10 bytes`
}

func goodSkew(code, secret string) (bool, error) {
	return totp.ValidateCustom(code, secret, time.Now(), totp.ValidateOpts{Period: 30, Skew: 1, Digits: otp.DigitsSix})
}

func goodSecretSize(account string) (*otp.Key, error) {
	return totp.Generate(totp.GenerateOpts{Issuer: "toolshed", AccountName: account, SecretSize: 32})
}

func goodDefaultSize(account string) (*otp.Key, error) {
	return totp.Generate(totp.GenerateOpts{Issuer: "toolshed", AccountName: account})
}
