BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force
    Import-TestModule
    $script:name = New-TestName 'get'
    $script:jobs = @(1..3 | ForEach-Object { Submit-BatchJob -Name $name -Command 'true' -Label @{ n = "$_"; set = $name } } | Wait-BatchJob)
    $script:array = Submit-BatchJob -Name "$name-array" -Script 'test $MULTIBATCH_ARRAY_INDEX != 1' -ArraySize 3 -Wait
}

Describe 'Get-BatchJob' {
    It 'takes a reference, a bare id, a job' {
        $reference = "$($jobs[0].Reference)"
        (Get-BatchJob $reference).Reference | Should -Be $reference
        (Get-BatchJob $jobs[0].Id).Reference | Should -Be $reference
        ($jobs[0] | Get-BatchJob).Reference | Should -Be $reference
    }

    It 'filters by name, label, state and time' {
        @(Get-BatchJob -Name $name).Count | Should -Be 3
        @(Get-BatchJob -Label @{ set = $name; n = '2' }).Count | Should -Be 1
        @(Get-BatchJob -Name "$name*" -State Failed).Name | Should -Be "$name-array"
        @(Get-BatchJob -Name $name -Before 1h).Count | Should -Be 0
    }

    It 'gives the children of an array' {
        $children = @($array | Get-BatchJob -Children)
        $children.Index | Should -Be @(0, 1, 2)
        "$($children.State)" | Should -Be 'Succeeded Failed Succeeded'
    }

    It 'explains a job that failed' {
        $job = $array | Get-BatchJob -Explain
        @($job.Diagnosis)[0].Summary | Should -Match 'exit code 1'
        @($job.Diagnosis)[0].Fix | Should -Not -BeNullOrEmpty
    }

    It 'reports each job that is not there, and goes on' {
        $seen = 'local:default/00000000000000000000000000', "$($jobs[0].Reference)" | Get-BatchJob -ErrorAction SilentlyContinue -ErrorVariable errors
        @($seen).Count | Should -Be 1
        $errors.Count | Should -Be 1
        $errors[0].FullyQualifiedErrorId | Should -Match '^JobNotFound,'
        $errors[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        "$($errors[0].TargetObject)" | Should -Match '00000000'
    }

    It 'refuses a reference that contradicts the connection' {
        $errors = Get-ErrorOf { Get-BatchJob 'aws:prod/eu-west-1/main/0b51' -Connection local }
        $errors.Count | Should -Be 1
    }

    It 'streams: the first comes before the last was read' {
        @(Get-BatchJob | Select-Object -First 1).Count | Should -Be 1
    }

    It 'is readable as table and as list' {
        $table = $jobs | Format-Table | Out-String -Width 160
        $table | Should -Match $name
        $table | Should -Match 'Succeeded'
        ($jobs[0] | Format-List | Out-String) | Should -Match 'Succeeded'
    }

    It 'gives the JSON of the command line' {
        $json = $jobs[0].ToJson() | ConvertFrom-Json
        $json.state | Should -Be 'succeeded'
        $json.reference | Should -Be "$($jobs[0].Reference)"
    }

    It 'completes ids' {
        $line = 'Get-BatchJob -Id '
        $found = [Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches
        @($found | Where-Object { $_.CompletionText -match $jobs[2].Id }).Count | Should -Be 1
    }
}
