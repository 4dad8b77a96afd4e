<?php
/**
 * Loads the doubles, then the plugin itself.
 */

error_reporting( E_ALL );
set_error_handler(
	function ( $level, $message, $file, $line ) {
		if ( error_reporting() & $level ) {
			throw new ErrorException( $message, 0, $level, $file, $line );
		}
		return false;
	}
);
require_once __DIR__ . '/wordpress.php';
require_once __DIR__ . '/woocommerce.php';
require_once dirname( __DIR__, 3 ) . '/storefront_widget/wordpress/parley.php';

const ADDRESS = 'http://parley.lan:8000';
const STORE   = 'store123';
const SECRET  = 'a-secret-of-more-than-thirty-two-characters';

/** Begin anew, with a connected Parley; the plugin hooks in as on a page of the store. */
function connected( string $address = ADDRESS, string $store = STORE, string $secret = SECRET ): Parley_Settings {
	Parley_Test_State::reset();
	$settings = new Parley_Settings( $address, $store, $secret );
	$settings->save();
	( new Parley_Plugin() )->hook_in();
	return $settings;
}

/** Answer every request with this code and body. */
function answer_with( int $code, string $body = '' ): void {
	add_filter(
		'pre_http_request',
		function () use ( $code, $body ) {
			return array( 'response' => array( 'code' => $code ), 'body' => $body );
		}
	);
}
