package cryptoapi

// kdfPackages make keys of other keys and of passwords, and password hashes.
var kdfPackages = []pkg{
	{
		paths: []string{"crypto/hkdf"},
		funcs: []Func{
			{
				Name:   "Key",
				Args:   Args{0: AsHashConstructor, 1: AsKDFSecret, 2: AsSalt, 3: AsInfo, 4: AsKeyLength},
				Result: Is(KDFOutput, "", 1, 2, 3),
			},
			{
				Name:   "Extract",
				Args:   Args{0: AsHashConstructor, 1: AsKDFSecret, 2: AsSalt},
				Result: Is(KDFOutput, "", 1, 2),
			},
			{
				Name:   "Expand",
				Args:   Args{0: AsHashConstructor, 1: AsKDFSecret, 2: AsInfo, 3: AsKeyLength},
				Result: Is(KDFOutput, "", 1, 2),
			},
		},
	},
	{
		// New and Expand return a reader of the key.
		paths: []string{"golang.org/x/crypto/hkdf"},
		funcs: []Func{
			{
				Name:   "New",
				Args:   Args{0: AsHashConstructor, 1: AsKDFSecret, 2: AsSalt, 3: AsInfo},
				Result: Is(KDFOutput, "", 1, 2, 3),
			},
			{
				Name:   "Extract",
				Args:   Args{0: AsHashConstructor, 1: AsKDFSecret, 2: AsSalt},
				Result: Is(KDFOutput, "", 1, 2),
			},
			{
				Name:   "Expand",
				Args:   Args{0: AsHashConstructor, 1: AsKDFSecret, 2: AsInfo},
				Result: Is(KDFOutput, "", 1, 2),
			},
		},
	},
	{
		paths: []string{"crypto/pbkdf2"},
		funcs: []Func{{
			Name:   "Key",
			Args:   Args{0: AsHashConstructor, 1: AsPassword, 2: AsSalt, 3: AsIterations, 4: AsKeyLength},
			Result: Is(KDFOutput, "PBKDF2", 1, 2),
		}},
	},
	{
		paths: []string{"golang.org/x/crypto/pbkdf2"},
		funcs: []Func{{
			Name:   "Key",
			Args:   Args{0: AsPassword, 1: AsSalt, 2: AsIterations, 3: AsKeyLength, 4: AsHashConstructor},
			Result: Is(KDFOutput, "PBKDF2", 0, 1),
		}},
	},
	{
		paths: []string{"golang.org/x/crypto/scrypt"},
		funcs: []Func{{
			Name:   "Key",
			Args:   Args{0: AsPassword, 1: AsSalt, 2: AsCost, 4: AsThreads, 5: AsKeyLength},
			Result: Is(KDFOutput, "scrypt", 0, 1),
		}},
	},
	{
		paths: []string{"golang.org/x/crypto/argon2"},
		funcs: []Func{
			{
				Name: "IDKey",
				Args: Args{
					0: AsPassword, 1: AsSalt, 2: AsIterations, 3: AsMemoryKiB, 4: AsThreads, 5: AsKeyLength,
				},
				Result: Is(KDFOutput, "Argon2id", 0, 1),
			},
			{
				Name: "Key",
				Args: Args{
					0: AsPassword, 1: AsSalt, 2: AsIterations, 3: AsMemoryKiB, 4: AsThreads, 5: AsKeyLength,
				},
				Result: Is(KDFOutput, "Argon2i", 0, 1),
			},
		},
	},
	{
		paths: []string{"golang.org/x/crypto/bcrypt"},
		funcs: []Func{
			{
				Name:   "GenerateFromPassword",
				Args:   Args{0: AsPassword, 1: AsCost},
				Result: Is(PasswordHash, "bcrypt", 0),
			},
			{Name: "CompareHashAndPassword", Args: Args{1: AsPassword}},
			{Name: "Cost"},
		},
	},
	{
		paths: []string{"github.com/alexedwards/argon2id"},
		fields: []Field{
			{Name: "Params.Memory", Role: AsMemoryKiB},
			{Name: "Params.Iterations", Role: AsIterations},
			{Name: "Params.Parallelism", Role: AsThreads},
			{Name: "Params.KeyLength", Role: AsKeyLength},
		},
		funcs: []Func{
			{Name: "CreateHash", Args: Args{0: AsPassword}, Result: Is(PasswordHash, "Argon2id", 0)},
			{Name: "ComparePasswordAndHash CheckHash", Args: Args{0: AsPassword}},
		},
	},
}
