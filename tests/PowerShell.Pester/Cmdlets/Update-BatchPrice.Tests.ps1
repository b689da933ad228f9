BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force
    Import-TestModule
    # Azure's retail prices, as far as one region and one family go, on this machine.
    $script:port = Get-Random -Minimum 20000 -Maximum 60000
    $script:server = Start-ThreadJob -ArgumentList $port {
        param($port)
        $listener = [Net.HttpListener]::new()
        $listener.Prefixes.Add("http://127.0.0.1:$port/")
        $listener.Start()
        'ready'
        $items = 2, 4, 8, 16, 32, 48, 64, 96 | ForEach-Object {
            @{ currencyCode = 'USD'; tierMinimumUnits = 0.0; retailPrice = $_ * 0.05; armRegionName = 'eastus'; effectiveStartDate = '2024-01-01T00:00:00Z'; productName = 'Virtual Machines Dasv5 Series'
                skuName = "D${_}as v5"; meterName = "D${_}as v5"; serviceName = 'Virtual Machines'; unitOfMeasure = '1 Hour'; type = 'Consumption'; armSkuName = "Standard_D${_}as_v5" }
        }
        $body = [Text.Encoding]::UTF8.GetBytes((@{ Items = @($items); NextPageLink = $null } | ConvertTo-Json -Depth 5))
        while ($true) {
            $context = $listener.GetContext()
            if ($context.Request.Url.AbsolutePath -ne '/end') { $context.Response.OutputStream.Write($body, 0, $body.Length) }
            $context.Response.Close()
            if ($context.Request.Url.AbsolutePath -eq '/end') { break }
        }
        $listener.Close()
    }
    for ($look = 0; $look -lt 300 -and -not ($server | Receive-Job -Keep); $look++) { Start-Sleep -Milliseconds 100 }
}

AfterAll {
    # A thread that waits for a request cannot be ended by anything else.
    $null = Invoke-WebRequest "http://127.0.0.1:$port/end" -TimeoutSec 10 -ErrorAction SilentlyContinue
    $null = $server | Wait-Job -Timeout 10
    $server | Remove-Job -ErrorAction SilentlyContinue
    Remove-Item -LiteralPath (Join-Path $env:MULTIBATCH_HOME 'prices') -Recurse -ErrorAction SilentlyContinue
}

Describe 'Update-BatchPrice' {
    It 'reads nothing with -WhatIf' {
        Update-BatchPrice -Provider azure -Endpoint "http://127.0.0.1:$port" -WhatIf | Should -BeNullOrEmpty
        Join-Path $env:MULTIBATCH_HOME 'prices' | Should -Not -Exist
    }

    It 'keeps what it read for later comparisons, in this session and in others' {
        $update = Update-BatchPrice azure -Region azure:eastus -Endpoint "http://127.0.0.1:$port"
        $update.Updated | Should -Be 8
        $update.Regions | Should -Be @('azure:eastus')
        $update.File | Should -Exist
        ($update.ToJson() | ConvertFrom-Json).updated | Should -Be 8
        $row = Find-BatchMachine -MachineType Standard_D4as_v5 -Region azure:eastus -Purchase on-demand
        $row.HourlyPrice, $row.PriceSource | Should -Be @(0.2, 'azure-retail-prices')
        $other = Invoke-Session { Import-Module $args[0]; (Find-BatchMachine -MachineType Standard_D4as_v5 -Region azure:eastus -Purchase on-demand).HourlyPrice }
        $other | Should -Be 0.2
    }

    It 'says what is needed to read the prices of Google and AWS' {
        $before = $env:MULTIBATCH_GOOGLE_API_KEY
        $env:MULTIBATCH_GOOGLE_API_KEY = $null
        try { "$((Get-ErrorOf { Update-BatchPrice google })[0])" | Should -Match 'MULTIBATCH_GOOGLE_API_KEY' }
        finally { $env:MULTIBATCH_GOOGLE_API_KEY = $before }
        "$((Get-ErrorOf { Update-BatchPrice aws })[0])" | Should -Match 'signs the calls'
    }

    It 'shows a list' {
        (Update-BatchPrice azure -Region azure:eastus -Endpoint "http://127.0.0.1:$port" | Out-String) | Should -Match 'Updated\s+: 8'
    }
}
