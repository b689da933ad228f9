BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force
    Import-TestModule
}

Describe 'Stop-BatchJob' {
    It 'stops jobs from the pipeline' {
        $jobs = 1..2 | ForEach-Object { Submit-BatchJob -Script 'sleep 60' }
        $jobs | Stop-BatchJob
        $ended = @($jobs | Wait-BatchJob)
        "$($ended.State)" | Should -Be 'Cancelled Cancelled'
    }

    It 'stops one child of an array' {
        $array = Submit-BatchJob -Script 'test "$MULTIBATCH_ARRAY_INDEX" = 0 || sleep 60' -ArraySize 2
        Stop-BatchJob "$($array.Reference)#1"
        $ended = $array | Wait-BatchJob
        $ended.State | Should -Be 'Cancelled'
        "$((Get-BatchJob "$($array.Reference)#0").State)" | Should -Be 'Succeeded'
    }

    It 'stops nothing with -WhatIf' {
        $job = Submit-BatchJob -Script 'sleep 60'
        $job | Stop-BatchJob -WhatIf
        ($job | Get-BatchJob).State | Should -Not -Be 'Cancelled'
        $job | Stop-BatchJob
        ($job | Wait-BatchJob).State | Should -Be 'Cancelled'
    }

    It 'reports a job that is not there, and goes on' {
        $job = Submit-BatchJob -Script 'sleep 60'
        'local:default/00000000000000000000000000', "$($job.Reference)" | Stop-BatchJob -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors[0].FullyQualifiedErrorId | Should -Match '^JobNotFound,'
        ($job | Wait-BatchJob).State | Should -Be 'Cancelled'
    }
}
