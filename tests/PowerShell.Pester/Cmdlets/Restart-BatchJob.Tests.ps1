BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force
    Import-TestModule
    $script:folder = New-TestFolder
}

Describe 'Restart-BatchJob' {
    It 'runs the failed children again, and only those' {
        $mark = Join-Path $folder (New-TestName 'mark')
        $array = Submit-BatchJob -ArraySize 3 -Script "echo run >> '$mark'.`$MULTIBATCH_ARRAY_INDEX; test `$MULTIBATCH_ARRAY_INDEX != 1 || test -e '$mark'" -Wait
        $array.State | Should -Be 'Failed'
        Set-Content $mark 'now it can pass'
        $again = $array | Restart-BatchJob
        ($again | Wait-BatchJob).State | Should -Be 'Succeeded'
        (0..2 | ForEach-Object { @(Get-Content "$mark.$_").Count }) | Should -Be @(1, 2, 1)
    }

    It 'restarts nothing with -WhatIf' {
        $job = Submit-BatchJob -Script 'false' -Wait
        $job | Restart-BatchJob -WhatIf | Should -BeNullOrEmpty
        ($job | Get-BatchJob).Run | Should -Be $job.Run
    }

    It 'reports a job that has nothing to restart' {
        $job = Submit-BatchJob -Command 'true' -Wait
        $errors = Get-ErrorOf { $job | Restart-BatchJob }
        $errors.Count | Should -Be 1
    }
}
