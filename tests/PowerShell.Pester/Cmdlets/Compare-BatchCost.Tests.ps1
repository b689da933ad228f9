BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force
    Import-TestModule
    $script:prices = Join-Path (Get-RepositoryRoot) 'tests/Costs.Tests/Data/prices.csv'
}

Describe 'Compare-BatchCost' {
    It 'gives each cloud its cheapest machine, with the day of the price' {
        $rows = @(Compare-BatchCost -VCpu 4 -Memory 16GB -MemoryMargin 0 -PerMachine one -Duration 2h -Count 1000 -Parallelism 100 -RegionGroup us -Purchase on-demand -PriceFile $prices 3>$null)
        $rows.Provider | Should -Be @('google', 'aws', 'azure')
        $rows.MachineType | Should -Be @('e2-standard-4', 'm5a.xlarge', 'Standard_D4as_v5')
        $rows[0].IsWinner | Should -BeTrue
        $rows.PriceDate | Should -Not -Contain $null
        $rows[0].TotalCost | Should -BeLessThan $rows[1].TotalCost
        $rows[0].Alternatives.Count | Should -BeGreaterThan 0
    }

    It 'writes the JSON of the command' {
        $row = @(Compare-BatchCost -VCpu 2 -Duration 1h -PriceFile $prices 3>$null)[0]
        $json = $row.ToJson() | ConvertFrom-Json
        $json.provider | Should -Be $row.Provider
        [decimal]$json.totalCost | Should -Be ([Math]::Round($row.TotalCost, 6))
        $json.alternatives.Count | Should -Be $row.Alternatives.Count
    }

    It 'warns of what makes the answer less sure' {
        $warnings = @()
        $null = Compare-BatchCost -VCpu 4 -Duration 1h -Purchase spot -PriceFile $prices -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -Match 'guesses'
    }

    It 'asks for the jobs of a file, of rows and of plans' {
        $file = Join-Path (New-TestFolder) 'job.yaml'
        Set-Content -LiteralPath $file -Value "name: big`ncommand: ['true']`nresources: { vcpus: 8, memory: 20GiB }`narray: { size: 7 }"
        $fromFile = Compare-BatchCost -Path $file -Duration 1h -PriceFile $prices 3>$null | Where-Object IsWinner
        $fromFile.Job, $fromFile.Count | Should -Be @('big', 7)
        $fromRow = 'Name,Command,VCpu', 'row,true,16' | ConvertFrom-Csv | Compare-BatchCost -Duration 1h -PriceFile $prices 3>$null | Where-Object IsWinner
        $fromRow.VCpus | Should -BeGreaterOrEqual 16
        $fromPlan = Get-BatchPlan -Name planned -Command true -VCpu 2 | Compare-BatchCost -Duration 1h -PriceFile $prices 3>$null | Where-Object IsWinner
        $fromPlan.Job | Should -Be 'planned'
    }

    It 'says why nothing fits' {
        $records = Get-ErrorOf { Compare-BatchCost -VCpu 5000 -Duration 1h -PriceFile $prices 3>$null }
        $records[0].FullyQualifiedErrorId | Should -BeLike 'CostNotFound,*'
        $row = @(Compare-BatchCost -GpuModel A100 -Architecture Arm64 -Duration 1h -PriceFile $prices -ErrorAction SilentlyContinue 3>$null)[0]
        $row.TotalCost | Should -BeNullOrEmpty
        $row.NoMatch.Count | Should -BeGreaterThan 0
    }

    It 'shows a table and a list' {
        $rows = Compare-BatchCost -VCpu 4 -Duration 2h -Count 10 -PriceFile $prices 3>$null
        $table = $rows | Out-String -Width 200
        $table | Should -Match 'Makespan\s+Total\s+Range'
        $table | Should -Match '\$\d'
        $list = $rows[0] | Format-List | Out-String -Width 200
        $list | Should -Match 'PriceSource\s+: \S'
        $list | Should -Match 'Why\s+: \S'
    }

    It 'completes what is in the prices' {
        (TabExpansion2 'Compare-BatchCost -GpuModel A10').CompletionMatches.CompletionText | Should -Contain 'A100'
        (TabExpansion2 'Compare-BatchCost -Provider aws -Region eu-c').CompletionMatches.CompletionText | Should -Contain 'eu-central-1'
        (TabExpansion2 'Compare-BatchCost -RegionGroup ').CompletionMatches.CompletionText | Should -Contain 'asia'
        (TabExpansion2 'Compare-BatchCost -MachineType m5a.x').CompletionMatches.CompletionText | Should -Contain 'm5a.xlarge'
    }
}
