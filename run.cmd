@echo off
rem The door for Windows; everything is in tools\run.py.
setlocal
chcp 65001 >nul
set PYTHONUTF8=1
where py >nul 2>nul
if %errorlevel%==0 (py -3 "%~dp0tools\run.py" %*) else (python "%~dp0tools\run.py" %*)
exit /b %errorlevel%
