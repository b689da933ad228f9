BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force
    Import-TestModule
    $script:name = New-TestName 'cost'
    $script:job = Submit-BatchJob -Name $name -Script 'sleep 0.1' -ArraySize 2 -Label @{ team = 'red' } -Wait
    $script:costs = Join-Path $env:MULTIBATCH_HOME 'costs.json'
}

AfterAll {
    Remove-Item -LiteralPath $costs -ErrorAction SilentlyContinue
}

Describe 'Measure-BatchCost' {
    It 'says that the cost of this machine is not known, and does not call it nothing' {
        $warnings = @()
        $cost = $job | Measure-BatchCost -WarningVariable warnings -WarningAction SilentlyContinue
        $cost.Group | Should -Be $job.Reference
        $cost.KnownCost | Should -BeNullOrEmpty
        $cost.UnknownAttempts | Should -Be 2
        "$warnings" | Should -Match '2 attempts have no known price'
        $cost.Attempts[0].Note | Should -Match 'not reported'
    }

    It 'takes a price of your own, and says so' {
        Set-Content -LiteralPath $costs -Value '{ "local": { "prices": [ { "machineType": "workstation", "region": "here", "hourlyPrice": 3600, "asOf": "2026-11-01" } ] } }'
        $cost = Measure-BatchCost -Name $name
        $cost.KnownCost | Should -BeGreaterThan 0
        $cost.UnknownAttempts | Should -Be 0
        $cost.RestsOn | Should -Match 'the one price that costs.json has for local'
        # One machine, billed once: a dollar a second, to the second above, shared by two.
        ($cost.Attempts | Measure-Object Cost -Sum).Sum | Should -Be $cost.KnownCost
        $cost.KnownCost | Should -Be ([Math]::Ceiling($cost.KnownCost))
        ($cost.ToJson() | ConvertFrom-Json).attemptCount | Should -Be 2
    }

    It 'sums by label and by task' {
        @(Measure-BatchCost -Name $name -By label:team 3>$null).Group | Should -Be 'red'
        @($job | Measure-BatchCost -By task 3>$null).Count | Should -Be 2
    }

    It 'refuses what goes against itself' {
        (Get-ErrorOf { Measure-BatchCost -By day -AgainstEstimate })[0].FullyQualifiedErrorId | Should -BeLike 'InvalidInput,*'
    }

    It 'shows a table, a list and the attempts' {
        $cost = $job | Measure-BatchCost 3>$null
        ($cost | Out-String -Width 200) | Should -Match 'Group\s+Cost\s+Lost\s+Hours'
        ($cost | Format-List | Out-String) | Should -Match 'KnownCost'
        ($cost.Attempts | Out-String -Width 200) | Should -Match 'Reference\s+Try\s+Machine'
    }
}
