package cryptoapi

// outsidePackages bring in what the program does not decide: flags, requests,
// connections.
var outsidePackages = []pkg{
	{
		// A flag holds its default, argument 1 or 2, unless the command line
		// says otherwise.
		paths:   []string{"flag"},
		carrier: true,
		funcs: []Func{
			{
				Name: "Bool Duration Float64 Int Int64 String Uint Uint64 " +
					"FlagSet.Bool FlagSet.Duration FlagSet.Float64 FlagSet.Int FlagSet.Int64 FlagSet.String " +
					"FlagSet.Uint FlagSet.Uint64",
				Result: Source{Kind: Environment, Or: []int{1}},
			},
			{
				Name: "BoolVar DurationVar Float64Var IntVar Int64Var StringVar UintVar Uint64Var " +
					"FlagSet.BoolVar FlagSet.DurationVar FlagSet.Float64Var FlagSet.IntVar FlagSet.Int64Var " +
					"FlagSet.StringVar FlagSet.UintVar FlagSet.Uint64Var",
				Fills: Fills{0: Source{Kind: Environment, Or: []int{2}}},
			},
			{Name: "Arg Args FlagSet.Arg FlagSet.Args", Result: Is(Environment, "")},
		},
	},
	{
		paths:   []string{"net"},
		carrier: true,
		funcs: []Func{
			{Name: "Conn.Read conn.Read", Fills: Fills{0: Is(Network, "")}},
			{Name: "Conn.Write conn.Write"},
			{Name: "JoinHostPort", Result: From(0, 1)},
		},
	},
	{
		paths:   []string{"net/http"},
		carrier: true,
		fields: []Field{
			{
				Name: "Request.Header Request.Trailer Request.Body Request.Form Request.PostForm " +
					"Request.MultipartForm Request.URL Request.Host Request.RemoteAddr Request.RequestURI " +
					"Response.Header Response.Trailer Response.Body Response.Status",
				Source: Is(Network, ""),
			},
		},
		funcs: []Func{
			{
				Name: "Request.FormValue Request.PostFormValue Request.PathValue Request.Cookie Request.Cookies " +
					"Request.CookiesNamed Request.Referer Request.UserAgent Request.FormFile Response.Cookies",
				Result: Is(Network, ""),
			},
			{Name: "Request.BasicAuth", Result: Is(Network, ""), Second: Is(Network, "")},
			{Name: "Header.Get Header.Values Header.Clone Cookie.String", Result: From(Receiver)},
			{Name: "Header.Set Header.Add", Appends: Fills{Receiver: From(1)}},
			{Name: "Header.Del"},
			{Name: "MaxBytesReader", Result: From(1)},
			{Name: "ResponseWriter.Write ResponseWriter.WriteHeader ResponseWriter.Header"},
			{Name: "DetectContentType Error Redirect Request.Context Request.ParseForm"},
		},
	},
	{
		paths:   []string{"github.com/spf13/pflag"},
		carrier: true,
		funcs: []Func{
			{
				Name: "Bool Duration Float64 Int Int64 String Uint Uint64 FlagSet.Bool FlagSet.Duration FlagSet.Float64 " +
					"FlagSet.Int FlagSet.Int64 FlagSet.String FlagSet.Uint FlagSet.Uint64",
				Result: Source{Kind: Environment, Or: []int{1}},
			},
			{
				Name: "BoolP DurationP Float64P IntP Int64P StringP UintP Uint64P FlagSet.BoolP FlagSet.DurationP " +
					"FlagSet.Float64P FlagSet.IntP FlagSet.Int64P FlagSet.StringP FlagSet.UintP FlagSet.Uint64P",
				Result: Source{Kind: Environment, Or: []int{2}},
			},
			{
				Name: "BoolVar DurationVar Float64Var IntVar Int64Var StringVar UintVar Uint64Var FlagSet.BoolVar " +
					"FlagSet.DurationVar FlagSet.Float64Var FlagSet.IntVar FlagSet.Int64Var FlagSet.StringVar " +
					"FlagSet.UintVar FlagSet.Uint64Var",
				Fills: Fills{0: Source{Kind: Environment, Or: []int{2}}},
			},
			{
				Name: "BoolVarP DurationVarP Float64VarP IntVarP Int64VarP StringVarP UintVarP Uint64VarP FlagSet.BoolVarP " +
					"FlagSet.DurationVarP FlagSet.Float64VarP FlagSet.IntVarP FlagSet.Int64VarP FlagSet.StringVarP " +
					"FlagSet.UintVarP FlagSet.Uint64VarP",
				Fills: Fills{0: Source{Kind: Environment, Or: []int{3}}},
			},
			{Name: "Arg Args FlagSet.Arg FlagSet.Args FlagSet.GetString FlagSet.GetInt FlagSet.GetBool", Result: Is(Environment, "")},
		},
	},
	{
		paths:   []string{"github.com/spf13/viper"},
		carrier: true,
		funcs: []Func{
			{
				Name: "Get GetBool GetDuration GetFloat64 GetInt GetInt32 GetInt64 GetIntSlice GetString GetStringMap " +
					"GetStringMapString GetStringSlice GetTime GetUint GetUint16 GetUint32 GetUint64 GetUint8 Viper.Get " +
					"Viper.GetBool Viper.GetDuration Viper.GetFloat64 Viper.GetInt Viper.GetInt32 Viper.GetInt64 " +
					"Viper.GetIntSlice Viper.GetString Viper.GetStringMap Viper.GetStringMapString Viper.GetStringSlice " +
					"Viper.GetTime Viper.GetUint Viper.GetUint16 Viper.GetUint32 Viper.GetUint64 Viper.GetUint8",
				Result: Is(Environment, "", 0),
			},
			{Name: "Unmarshal Viper.Unmarshal", Fills: Fills{0: Is(Environment, "")}},
			{Name: "UnmarshalKey Viper.UnmarshalKey", Fills: Fills{1: Is(Environment, "", 0)}},
		},
	},
	{
		paths:   []string{"database/sql"},
		carrier: true,
		funcs:   []Func{{Name: "Row.Scan Rows.Scan", Fills: Fills{0: Is(File, "")}}},
	},
	{
		paths:   []string{"github.com/spf13/cast"},
		carrier: true,
		funcs:   []Func{{Name: "ToBool ToInt ToInt64 ToString ToStringE ToUint ToUint64", Result: From(0)}},
	},
}
