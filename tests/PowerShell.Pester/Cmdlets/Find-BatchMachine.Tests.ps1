BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force
    Import-TestModule
}

Describe 'Find-BatchMachine' {
    It 'finds what really fits, the cheapest first' {
        $rows = @(Find-BatchMachine -VCpu 8 -Memory 30GB -Purchase on-demand -RegionGroup eu -Top 3)
        $rows.Count | Should -Be 12
        $prices = $rows.HourlyPrice
        $prices | Should -Be @($prices | Sort-Object)
        $rows | ForEach-Object { $_.UsableMemory | Should -BeGreaterOrEqual 30GB; $_.VCpus | Should -BeGreaterOrEqual 8 }
    }

    It 'knows GPUs, also parts of one' {
        $row = @(Find-BatchMachine -Gpu 0.25 -GpuModel any -Provider azure -Top 0 -Include all)[0]
        $row.Gpus | Should -BeGreaterOrEqual 0.25
        $row.GpuModel | Should -Not -BeNullOrEmpty
        $row.ToJson() | Should -Match '"gpuModel"'
    }

    It 'says why there is none' {
        (Get-ErrorOf { Find-BatchMachine -VCpu 5000 })[0].FullyQualifiedErrorId | Should -BeLike 'CostNotFound,*'
    }

    It 'shows a table and a list' {
        $row = Find-BatchMachine -VCpu 4 -Provider google -Top 0
        ($row | Out-String -Width 160) | Should -Match 'Provider\s+Machine\s+vCPUs\s+Memory\s+Usable'
        ($row | Format-List | Out-String) | Should -Match 'PriceDate'
    }
}
