package lexicon

import (
	"slices"
	"testing"
)

func TestWords(t *testing.T) {
	for name, want := range map[string][]string{
		"APIKey2":        {"apikey", "2"},
		"csrf_token":     {"csrftoken"},
		"X-Session-Id":   {"x", "sessionid"},
		"newHTTPSession": {"new", "http", "session"},
		"OTP":            {"otp"},
		"passPhrase":     {"passphrase"},
		"":               nil,
	} {
		if got := Words(name); !slices.Equal(got, want) {
			t.Errorf("Words(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestClassifySecrets(t *testing.T) {
	for class, names := range map[Class][]string{
		Token: {
			"token", "APIToken", "accessToken", "refresh_tokens", "NewSessionID", "sessionId", "csrf_token", "generateTokenForUser",
			"ResetToken", "passwordResetToken", "inviteToken", "clientSecret", "client_secret", "webhookSecret", "secret", "oauth_state",
			"apiKey", "tokenString", "codeVerifier", "magicLink", "randomBytesForToken", "requestAuthToken",
		},
		Password: {"password", "RandomPassword", "passwd", "TemporaryPasswords", "passphrase", "dbPassword", "userPwd", "passwordBytes", "NewPasswordWithLength"},
		OneTime:  {"otp", "GenerateOTP", "pin", "ResetCode", "verificationCode", "RecoveryCodes", "backup_codes", "smsCode", "authCode", "loginPin"},
		Key:      {"secretKey", "private_key", "signingKey", "encryptionKey", "hmacKey", "sessionKey", "masterKeyHex", "aesKey32", "adminKey", "presharedKey"},
		Salt:     {"salt", "passwordSalt", "newSalt"},
		Nonce:    {"nonce", "iv"},
		MAC:      {"hmac", "signature"},
	} {
		for _, name := range names {
			if got := Classify(name); got != class {
				t.Errorf("Classify(%q) = %q, want %q", name, got, class)
			}
		}
	}
}

func TestClassifyOthers(t *testing.T) {
	for _, name := range []string{
		"", "key", "keys", "cacheKey", "partitionKey", "sortKey", "publicKey", "keyboard", "primary_key", "code", "statusCode", "countryCode", "id", "userID",
		"tokens", "tokenCount", "tokenBucket", "nextToken", "pageToken", "continuationToken", "syncToken", "tokenType", "lexToken", "parseToken",
		"clientToken", "requestToken", "idempotencyToken", "lockToken", "cancelToken", "tokenID", "tokenizer",
		"passwordHash", "hashedPassword", "HashPassword", "passwordLength", "passwordPolicy", "maskPassword", "passengers", "passThrough", "bypass", "compass",
		"secretary", "secretName", "fakeToken", "dummyPassword", "is_password", "pinned", "spin", "state", "session", "sessionName", "saltLength", "tmp_passwords_table",
		"resetPasswordURL", "expiryForToken", "keyOfTheMapThatHoldsEveryToken",
	} {
		if got := Classify(name); got != Nothing {
			t.Errorf("Classify(%q) = %q, want nothing", name, got)
		}
	}
}

func TestNoun(t *testing.T) {
	for name, want := range map[string]string{
		"badNewSessionID": "session id", "NewAPIKey": "API key", "diceware_passphrase": "passphrase", "u.ResetCode": "one-time code",
		"accessToken": "token", "csrf_token": "CSRF token", "encryptionKey": "key", "password": "password", "clientSecret": "secret", "port": "",
	} {
		if got := Noun(name); got != want {
			t.Errorf("Noun(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestCookie(t *testing.T) {
	for name, want := range map[string]bool{
		"session_id": true, "session": true, "connect.sid": true, "PHPSESSID": true, "oauth_state": true, "remember_token": true, "__Host-session_id": true,
		"ab_bucket": false, "theme": false, "lang": false, "_ga": false, "session_count": false, "": false,
	} {
		if got := Cookie(name); got != want {
			t.Errorf("Cookie(%q) = %t, want %t", name, got, want)
		}
	}
}
